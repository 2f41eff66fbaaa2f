#include <cmath>
#include <complex>
#include <cstdint>
#include <stdexcept>

#include <pybind11/complex.h>

#include "errors.hpp"

// `noconvert` where pybind11's conversions would lose something: they cut a
// Decimal for an integer, and take any number, and None, for a bool.

namespace cmult {

// ANCHOR: to_f32
/// A float of 32 bits: rounded to the nearest, but never to an infinity.
float to_f32(double value) {
    const auto rounded = static_cast<float>(value);
    if (std::isinf(rounded) && !std::isinf(value)) {
        throw std::overflow_error("the number does not fit in a 32-bit float");
    }
    return rounded;
}
// ANCHOR_END: to_f32

/// Long work is done in pieces of so many steps, about ten milliseconds each.
constexpr std::uint64_t PIECE = 1 << 24;

// ANCHOR: compound
double compound_in_pieces(double start, double factor, std::uint64_t times,
                          const py::object &check) {
    for (; times > PIECE; times -= PIECE) {
        {
            const py::gil_scoped_release released;
            start = compound(start, factor, PIECE);
        }
        if (PyErr_CheckSignals() != 0) { // a handler ran, and raised
            throw py::error_already_set();
        }
        if (!check.is_none()) {
            check();
        }
    }
    const py::gil_scoped_release released;
    return compound(start, factor, times);
}
// ANCHOR_END: compound

void init_numbers(py::module_ &m) {
    m.def(
        "multiply",
        [](std::int32_t int_param, double float_param) {
            return multiply(int_param, to_f32(float_param));
        },
        "int_param"_a.noconvert(), "float_param"_a,
        R"(multiply(int_param, float_param)
--

Multiply an integer by a float, in single precision.

Args:
    int_param: an integer of 32 bits; rounded to a 32-bit float first.
    float_param: a number; rounded to a 32-bit float.

Returns:
    The product, a 32-bit float.

Raises:
    OverflowError: ``float_param`` is finite, and too large for 32 bits.)");

    // Standard output may be a pipe that another Python thread reads.
    m.def(
        "cmult",
        [](std::int32_t int_param, double float_param) {
            return cmult(int_param, to_f32(float_param));
        },
        py::call_guard<py::gil_scoped_release>(), "int_param"_a.noconvert(),
        "float_param"_a, R"(cmult(int_param, float_param)
--

Multiply like ``multiply``, and print a line on standard output.

The line comes from Rust. It is lost where standard output is closed.

Args:
    int_param: an integer of 32 bits; rounded to a 32-bit float first.
    float_param: a number; rounded to a 32-bit float.

Returns:
    The product, a 32-bit float.

Raises:
    OverflowError: ``float_param`` is finite, and too large for 32 bits.)");

    // ANCHOR: checked_multiply
    m.def(
        "checked_multiply",
        [](std::int64_t a, std::int64_t b) {
            std::int64_t product;
            check(checked_multiply(a, b, product));
            return product;
        },
        "a"_a.noconvert(), "b"_a.noconvert(), R"(checked_multiply(a, b)
--

Multiply two integers.

Args:
    a: an integer of 64 bits.
    b: another.

Returns:
    The product.

Raises:
    OverflowError: the product does not fit in 64 bits.)");
    // ANCHOR_END: checked_multiply

    m.def(
        "multiply_complex",
        [](std::complex<double> a, std::complex<double> b) {
            const auto [re, im] =
                multiply_complex({a.real(), a.imag()}, {b.real(), b.imag()});
            return std::complex(re, im);
        },
        "a"_a, "b"_a, R"(multiply_complex(a, b)
--

Multiply two complex numbers by the schoolbook formula.

Infinities and nan follow from the formula.

Args:
    a: a number, of two 64-bit floats if it is complex.
    b: another.

Returns:
    The product.)");

    m.def("logical_and", &logical_and, "a"_a.noconvert(), "b"_a.noconvert(),
          R"(logical_and(a, b)
--

Multiply two truth values: true only when both are.

Args:
    a: a bool.
    b: another.

Returns:
    Whether both are true.)");

    m.def("compound", &compound_in_pieces, "start"_a, "factor"_a,
          "times"_a.noconvert(), "check"_a = py::none(),
          R"(compound(start, factor, times, check=None)
--

Multiply ``start`` by ``factor``, ``times`` times, one after the other.

It takes about a nanosecond each time. Other threads run meanwhile. Ctrl-C ends it,
and so does what ``check`` raises, which is called every ten milliseconds or so.

Args:
    start: a number.
    factor: a number.
    times: how many times; not negative.
    check: a function without arguments, or None.

Returns:
    The last product, a 64-bit float.)");
}

} // namespace cmult
