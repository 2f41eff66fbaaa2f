// A peer: pybind11 without Rust behind it, each function as its manual writes
// it.

#include <pybind11/functional.h>
#include <pybind11/pybind11.h>

#include <type_traits>

#include "everything.hpp"

namespace py = pybind11;

template <typename Element>
static peers::Slice<Element> doubles(const py::buffer &buffer) {
    constexpr bool writable = !std::is_const_v<Element>;
    py::buffer_info info = buffer.request(writable);
    if (!info.item_type_is_equivalent_to<double>() || info.ndim != 1 ||
        info.strides[0] != sizeof(double)) {
        throw py::type_error("expected an array of 64-bit floats");
    }
    return {static_cast<Element *>(info.ptr),
            static_cast<std::size_t>(info.size)};
}

PYBIND11_MODULE(pybind11_alone, module) {
    module.def("multiply", &peers::multiply, py::arg("int_param"),
               py::arg("float_param"));
    module.def("repeat", &peers::repeat);
    module.def("dot", [](const py::buffer &a, const py::buffer &b) {
        return peers::dot(doubles<const double>(a), doubles<const double>(b));
    });
    module.def("map_in_place",
               [](const py::buffer &values,
                  const std::function<double(double)> &function) {
                   peers::map_in_place(doubles<double>(values), function);
               });
    module.def("compound", &peers::compound,
               py::call_guard<py::gil_scoped_release>());
    py::class_<peers::Product>(module, "Product")
        .def(py::init<double>(), py::arg("start") = 1.0)
        .def("multiply_by", &peers::Product::multiply_by)
        .def_property_readonly("value", &peers::Product::value);
}
