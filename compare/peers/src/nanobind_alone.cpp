// A peer: nanobind without Rust behind it, each function as its manual writes
// it.

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/string.h>

#include "everything.hpp"

namespace nb = nanobind;

template <typename Element>
using Array = nb::ndarray<Element, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

NB_MODULE(nanobind_alone, module) {
    module.def("multiply", &peers::multiply, nb::arg("int_param"),
               nb::arg("float_param"));
    module.def("repeat", &peers::repeat);
    module.def("dot", [](Array<const double> a, Array<const double> b) {
        return peers::dot({a.data(), a.size()}, {b.data(), b.size()});
    });
    module.def(
        "map_in_place", [](Array<double> values,
                           const std::function<double(double)> &function) {
            peers::map_in_place({values.data(), values.size()}, function);
        });
    module.def("compound", &peers::compound,
               nb::call_guard<nb::gil_scoped_release>());
    nb::class_<peers::Product>(module, "Product")
        .def(nb::init<double>(), nb::arg("start") = 1.0)
        .def("multiply_by", &peers::Product::multiply_by)
        .def_prop_ro("value", &peers::Product::value);
}
