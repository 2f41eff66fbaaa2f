// nanobind on the C++ face that cxx makes of the core.

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/string_view.h>

#include "cmult-cxx/src/lib.rs.h" // made by cxx from the bridges
#include "cmult-cxx/src/raw.rs.h"

namespace nb = nanobind;
using namespace nb::literals;

// ANCHOR: product
// rust::Box has no public constructor for nanobind to call: a class of ours
// holds one.
class Product {
    rust::Box<cmult::Product> product;

public:
    explicit Product(double start) : product(cmult::new_product(start)) {}
    void multiply_by(double factor) { product->multiply_by(factor); }
    double value() const {
        double value = 0;
        product->value(value);
        return value;
    }
};
// ANCHOR_END: product

// What NumPy, PyTorch and others lend: one dimension, no gaps, writable.
using Doubles = nb::ndarray<double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

// ANCHOR: module
NB_MODULE(cmult_nanobind, module) {
    module.def("multiply", &cmult::multiply, "int_param"_a, "float_param"_a);
    module.def(
        "repeat",
        [](std::string_view text, std::size_t times) {
            const rust::String copies =
                cmult::raw::repeat({text.data(), text.size()}, times);
            return nb::str(copies.data(), copies.size());
        },
        "text"_a, "times"_a);
    module.def(
        "scale_in_place",
        [](Doubles values, double factor) {
            cmult::scale_in_place({values.data(), values.size()}, factor);
        },
        "values"_a, "factor"_a);
    nb::class_<Product>(module, "Product")
        .def(nb::init<double>(), "start"_a = 1.0)
        .def("multiply_by", &Product::multiply_by, "factor"_a)
        .def_prop_ro("value", &Product::value);
}
// ANCHOR_END: module
