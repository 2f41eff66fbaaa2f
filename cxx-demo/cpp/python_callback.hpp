#pragma once

#include <exception>
#include <stdexcept>
#include <utility>

#include "buffer.hpp"

// ANCHOR: map
/// A Python function that Rust can call.
class PythonCallback final : public cmult::Callback {
public:
    explicit PythonCallback(py::function function)
        : function_(std::move(function)) {}

    /// Maps the array. What the function raises comes out as it went in.
    void map(Doubles &values) {
        const rust::Slice<double> elements = values.to_write();
        try {
            cmult::map_in_place(elements.data(), elements.size(), *this);
        } catch (const rust::Error &) {
            if (raised_) {
                std::rethrow_exception(raised_);
            }
            throw;
        }
    }

    // ANCHOR_END: map

    // ANCHOR: call
    double call(double value) override {
        try {
            const py::object result = function_(value);
            if (!is_real(result)) {
                raise(PyExc_TypeError,
                      "function must return a number, not %.200s",
                      type_name(result));
            }
            return to_double(
                result, "function",
                "%s must return a number that fits in a 64-bit float");
        } catch (...) {
            // Over the bridge only a text can travel. So the exception waits on
            // this side, and Rust just learns that it has to stop.
            raised_ = std::current_exception();
            throw std::runtime_error("the callback failed");
        }
    }

private:
    py::function function_;
    std::exception_ptr raised_;
};
// ANCHOR_END: call
