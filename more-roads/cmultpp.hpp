#pragma once

// The C ABI as a small C++ library: what the tools that bind C++ are given.
// None of them asked for anything here; `cmult` is taken, by the function of
// that name.

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "cmult.h"

namespace cmultpp {

/// Throws what fits a status, if it is an error.
inline void check(CmultStatus status) {
    if (status != CMULT_STATUS_OK) {
        throw std::invalid_argument(cmult_status_message(status));
    }
}

inline float multiply(std::int32_t int_param, float float_param) {
    return cmult_multiply(int_param, float_param);
}

/// Copies a text, in UTF-8, `times` times.
inline std::string repeat(const std::string &text, std::size_t times) {
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(text.data());
    CmultText copies;
    check(cmult_text_repeat(bytes, text.size(), times, &copies));
    // Given back to Rust, also when there is no memory for the std::string.
    struct Owner {
        CmultText text;
        ~Owner() { cmult_text_free(text); }
    } owner{copies};
    return {reinterpret_cast<const char *>(copies.data), copies.length};
}

/// Multiplies `length` elements by `factor`, where they lie.
inline void scale_in_place(double *values, std::size_t length, double factor) {
    check(cmult_array_scale(values, length, factor));
}

/// Adds the products of two arrays' elements.
inline double dot(const std::vector<double> &a, const std::vector<double> &b) {
    double sum;
    check(cmult_array_dot(a.data(), a.size(), b.data(), b.size(), &sum));
    return sum;
}

// ANCHOR: product
/// A running product, kept in Rust.
class Product {
public:
    explicit Product(double start) {
        check(cmult_product_new(start, &product));
    }
    ~Product() { cmult_product_free(&product); }
    Product(const Product &) = delete;
    Product &operator=(const Product &) = delete;

    void multiply_by(double factor) {
        check(cmult_product_multiply_by(product, factor));
    }
    double value() const {
        double value;
        check(cmult_product_value(product, &value));
        return value;
    }

private:
    CmultProduct *product = nullptr;
};
// ANCHOR_END: product

} // namespace cmultpp
