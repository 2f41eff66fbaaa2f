// "Everything multiplies", once more in C++, for the two C++ peers.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "work.h"

namespace peers {

inline float multiply(std::int32_t int_param, float float_param) {
    return static_cast<float>(int_param) * float_param;
}

inline std::string repeat(const std::string &text, std::size_t times) {
    std::string copies;
    if (!text.empty() && times > copies.max_size() / text.size()) {
        throw std::length_error("the text would be too long");
    }
    copies.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; i++) {
        copies += text;
    }
    return copies;
}

// Somebody else's elements: a pointer and a length.
template <typename Element> struct Slice {
    Element *data;
    std::size_t length;
};

inline double dot(Slice<const double> a, Slice<const double> b) {
    if (a.length != b.length) {
        throw std::invalid_argument("a and b must have the same length");
    }
    return sum_of_products(a.data, b.data, a.length);
}

inline void map_in_place(Slice<double> values,
                         const std::function<double(double)> &function) {
    for (std::size_t i = 0; i < values.length; i++) {
        values.data[i] = function(values.data[i]);
    }
}

inline double compound(double start, double factor, std::uint64_t times) {
    for (std::uint64_t i = 0; i < times; i++) {
        start *= factor;
    }
    return start;
}

class Product {
public:
    explicit Product(double start) : value_(start) {}
    void multiply_by(double factor) { value_ *= factor; }
    double value() const { return value_; }

private:
    double value_;
};

} // namespace peers
