#pragma once

#include <mutex>
#include <optional>

#include "convert.hpp"

// ANCHOR: product
/// A product that lives in Rust, until `close` or the end of the Python object.
class Product {
public:
    explicit Product(double start) : product_(cmult::new_product(start)) {}

    void multiply_by(double factor) {
        const std::lock_guard lock(mutex_);
        open().multiply_by(factor);
    }

    double value() {
        const std::lock_guard lock(mutex_);
        return open().value();
    }

    // ANCHOR_END: product

    // ANCHOR: close
    void close() {
        const std::lock_guard lock(mutex_);
        product_.reset(); // the box is gone, and Rust has freed what was in it
    }

    bool closed() {
        const std::lock_guard lock(mutex_);
        return !product_;
    }

private:
    cmult::Product &open() {
        if (!product_) {
            throw py::value_error("Product is closed");
        }
        return **product_;
    }

    // Rust's `&mut` means: nobody else. Where there is a GIL, it sees to that.
    std::mutex mutex_;
    std::optional<rust::Box<cmult::Product>> product_;
    // ANCHOR_END: close
};
