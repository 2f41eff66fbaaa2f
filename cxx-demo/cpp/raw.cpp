// The raw binding: the module `cmult_cxx.raw`, pybind11 with no help of ours.
//
// What pybind11 can take as it is, it takes: a pointer to the function. The
// rest are the shortest lambdas that turn a standard C++ type into cxx's.

#include <complex>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/complex.h>
#include <pybind11/functional.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "cmult-cxx/cpp/cppmult.hpp"
#include "cmult-cxx/src/lib.rs.h"
#include "cmult-cxx/src/raw.rs.h"

namespace py = pybind11;
using Complex = std::complex<double>;
using Floats = std::vector<double>;

// ANCHOR: raw
PYBIND11_MODULE(raw, m, py::mod_gil_not_used(),
                py::multiple_interpreters::per_interpreter_gil()) {
    m.doc() = R"(The same functions as pybind11 offers them by itself.

No argument names, so no keywords. Whatever does not fit is a TypeError, and
every error of Rust's a RuntimeError. A Decimal for an int loses its fraction, a
float that is too large for 32 bits becomes an infinity, None and any number
pass for a bool, and bytes for a text. Arrays are copied, and nobody sees the
copy change. A callback's exception arrives as text. No call releases the GIL,
and Product has no close. A panic ends the process.)";

    m.def("cppmult", &cmult::cppmult);
    m.def("cmult", &cmult::cmult);
    m.def("multiply", &cmult::multiply);
    m.def("checked_multiply", &cmult::raw::checked_multiply);
    m.def("logical_and", &cmult::logical_and);
    m.def("compound", &cmult::compound);
    m.def("panic", &cmult::raw::panic);
    // ANCHOR_END: raw

    // ANCHOR: raw_lambdas
    m.def("multiply_complex", [](Complex a, Complex b) {
        const auto [re, im] =
            cmult::multiply_complex({a.real(), a.imag()}, {b.real(), b.imag()});
        return Complex(re, im);
    });
    m.def("repeat", [](const std::string &text, std::size_t times) {
        return std::string(cmult::raw::repeat(text, times));
    });
    // By value: each call makes a std::vector of what Python has.
    m.def("scale_in_place", [](Floats values, double factor) {
        cmult::scale_in_place(rust::Slice<double>(values), factor);
    });
    m.def("dot", [](const Floats &a, const Floats &b) {
        return cmult::raw::dot(rust::Slice<const double>(a),
                               rust::Slice<const double>(b));
    });
    m.def("map_in_place",
          [](Floats values, std::function<double(double)> function) {
              cmult::raw::Callback callback{std::move(function)};
              cmult::raw::map_in_place(rust::Slice<double>(values), callback);
          });
    // ANCHOR_END: raw_lambdas

    using Product = rust::Box<cmult::Product>;
    py::class_<Product>(m, "Product")
        .def(py::init([](double start) {
            return std::make_unique<Product>(cmult::new_product(start));
        }))
        .def("multiply_by",
             [](Product &self, double factor) { self->multiply_by(factor); })
        .def("value", [](const Product &self) {
            double value;
            self->value(value);
            return value;
        });
}
