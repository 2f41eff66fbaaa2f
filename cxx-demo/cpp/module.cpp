// The finished binding: the module `cmult_cxx._native`.
//
// Each function takes its arguments as they come (`py::handle`), converts them
// with convert.hpp, then borrows arrays with buffer.hpp, and calls Rust over
// the bridge.

#include <complex>
#include <memory>
#include <optional>
#include <typeinfo>
#include <utility>

#include <pybind11/complex.h>
#include <pybind11/pybind11.h>

#include "buffer.hpp"
#include "docs.hpp"
#include "product.hpp"
#include "python_callback.hpp"

namespace {

// ANCHOR: translate
/// The Python exception for an error of Rust's.
PyObject *exception_for(const rust::Error &error) {
    switch (cmult::error_kind(error.what())) {
    case cmult::ErrorKind::Overflow:
        return PyExc_OverflowError;
    case cmult::ErrorKind::Value:
        return PyExc_ValueError;
    case cmult::ErrorKind::Memory:
        return PyExc_MemoryError;
    default: // a panic, or an error that is newer than this code
        return PyExc_RuntimeError;
    }
}

void translate(std::exception_ptr thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const rust::Error &error) {
        py::set_error(exception_for(error), error.what());
    }
}
// ANCHOR_END: translate

// ANCHOR: scalars
float multiply(py::handle int_param, py::handle float_param) {
    // One statement each: C++ leaves open which argument of a call comes first.
    const auto integer = to_signed<std::int32_t>(int_param, "int_param");
    const auto real = to_float(float_param, "float_param");
    return cmult::multiply(integer, real);
}

float print_and_multiply(py::handle int_param, py::handle float_param) {
    const auto integer = to_signed<std::int32_t>(int_param, "int_param");
    const auto real = to_float(float_param, "float_param");
    return cmult::cmult(integer, real);
}

std::int64_t checked_multiply(py::handle a, py::handle b) {
    const auto left = to_signed<std::int64_t>(a, "a");
    const auto right = to_signed<std::int64_t>(b, "b");
    return cmult::checked_multiply(left, right);
}
// ANCHOR_END: scalars

// ANCHOR: complex
std::complex<double> multiply_complex(py::handle a, py::handle b) {
    const auto left = to_complex(a, "a");
    const auto right = to_complex(b, "b");
    const auto [re, im] = cmult::multiply_complex(left, right);
    return {re, im};
}
// ANCHOR_END: complex

// ANCHOR: repeat
py::str repeat(py::handle text, py::handle times) {
    const auto view = to_text(text, "text");
    const auto count = to_count(times, "times");
    const rust::String copies =
        cmult::repeat(rust::Str(view.data(), view.size()), count);
    // A second copy: Python's str has a memory layout of its own.
    PyObject *result = PyUnicode_DecodeUTF8(
        copies.data(), static_cast<Py_ssize_t>(copies.size()), nullptr);
    if (!result) {
        throw py::error_already_set();
    }
    return py::reinterpret_steal<py::str>(result);
}
// ANCHOR_END: repeat

bool logical_and(py::handle a, py::handle b) {
    const auto left = to_bool(a, "a");
    const auto right = to_bool(b, "b");
    return cmult::logical_and(left, right);
}

// ANCHOR: arrays
using GilReleased = std::optional<py::gil_scoped_release>;

void scale_in_place(py::handle values, py::handle factor) {
    // First the number: its `__float__` may still resize the array.
    const auto by = to_double(factor, "factor");
    Doubles elements(values, "values", Access::write);
    GilReleased released;
    if (elements.size() >= cmult::long_array()) {
        released.emplace();
    }
    cmult::scale_in_place(elements.to_write(), by);
}

double dot(py::handle a, py::handle b) {
    const Doubles left(a, "a", Access::read);
    const Doubles right(b, "b", Access::read);
    GilReleased released;
    if (left.size() >= cmult::long_array()) {
        released.emplace();
    }
    return cmult::dot(left.to_read(), right.to_read());
}
// ANCHOR_END: arrays

void map_in_place(py::handle values, py::handle function) {
    if (!PyCallable_Check(function.ptr())) {
        raise(PyExc_TypeError, "function must be callable, not %.200s",
              type_name(function));
    }
    Doubles elements(values, "values", Access::write);
    auto callable = py::reinterpret_borrow<py::function>(function);
    PythonCallback(std::move(callable)).map(elements);
}

// ANCHOR: compound
double compound(py::handle start, py::handle factor, py::handle times) {
    const auto first = to_double(start, "start");
    const auto by = to_double(factor, "factor");
    const auto count = to_count(times, "times");
    const py::gil_scoped_release released; // until the end of the function
    return cmult::compound(first, by, count);
}
// ANCHOR_END: compound

// ANCHOR: self
/// The C++ object in a Python one. The type is the real one: `isinstance`,
/// also pybind11's, believes what `__class__` says. Without `__init__`, after
/// `Product.__new__(Product)`, there is no C++ object; pybind11 3.1 would hand
/// out memory that nobody has written to (its issue 6153).
Product &product_of(py::handle self) {
    const auto *registered = py::detail::get_type_info(typeid(Product));
    if (!PyObject_TypeCheck(self.ptr(), registered->type)) {
        raise(PyExc_TypeError, "self must be a Product, not %.200s",
              type_name(self));
    }
    auto *instance = reinterpret_cast<py::detail::instance *>(self.ptr());
    const auto slot = instance->get_value_and_holder(registered);
    if (!slot.holder_constructed()) {
        raise(PyExc_ValueError, "Product was never initialized");
    }
    return *slot.value_ptr<Product>();
}
// ANCHOR_END: self

// ANCHOR: methods
void multiply_by(py::handle self, py::handle factor) {
    // First the conversion: it may run Python code that closes the product.
    const auto by = to_double(factor, "factor");
    product_of(self).multiply_by(by);
}

py::object enter(py::object self) {
    product_of(self).value(); // raises when it is closed
    return self;
}

/// A copy would be a second owner. What `object` does here instead makes
/// pybind11 end the process.
void reduce(py::handle) {
    raise(PyExc_TypeError, "Product cannot be copied or pickled");
}
// ANCHOR_END: methods

} // namespace

// ANCHOR: module
// Nothing here is global or static: the module is safe without the GIL, and in
// interpreters that have one each.
PYBIND11_MODULE(_native, m, py::mod_gil_not_used(),
                py::multiple_interpreters::per_interpreter_gil()) {
    m.doc() = docs::module;
    // The docstrings begin with signatures that `inspect` can read; pybind11's
    // own would say that every argument is a `handle`.
    py::options options;
    options.disable_function_signatures();
    py::register_local_exception_translator(translate);

    // ANCHOR_END: module

    // ANCHOR: functions
    const py::arg int_param("int_param"), float_param("float_param");
    const py::arg a("a"), b("b"), text("text"), times("times");
    const py::arg values("values"), function("function");
    const py::arg start("start"), factor("factor");

    m.def("cmult", &print_and_multiply, docs::cmult, int_param, float_param);
    m.def("multiply", &multiply, docs::multiply, int_param, float_param);
    m.def("checked_multiply", &checked_multiply, docs::checked_multiply, a, b);
    m.def("multiply_complex", &multiply_complex, docs::multiply_complex, a, b);
    m.def("repeat", &repeat, docs::repeat, text, times);
    m.def("logical_and", &logical_and, docs::logical_and, a, b);
    m.def("scale_in_place", &scale_in_place, docs::scale_in_place, values,
          factor);
    m.def("dot", &dot, docs::dot, a, b);
    m.def("map_in_place", &map_in_place, docs::map_in_place, values, function);
    m.def("compound", &compound, docs::compound, start, factor, times);
    m.def("_panic", &cmult::panic_guarded, docs::panic);
    // ANCHOR_END: functions

    // ANCHOR: class
    py::class_<Product>(m, "Product", docs::Product)
        .def(py::init([](py::handle value) {
                 return std::make_unique<Product>(to_double(value, "start"));
             }),
             docs::init, py::arg("start") = 1.0)
        .def("multiply_by", &multiply_by, docs::multiply_by, factor)
        .def_property_readonly(
            "value", [](py::handle self) { return product_of(self).value(); },
            docs::value)
        .def_property_readonly(
            "closed", [](py::handle self) { return product_of(self).closed(); },
            docs::closed)
        .def(
            "close", [](py::handle self) { product_of(self).close(); },
            docs::close)
        .def("__enter__", &enter, docs::enter)
        .def(
            "__exit__",
            [](py::handle self, const py::args &) { product_of(self).close(); },
            docs::exit)
        .def("__reduce__", &reduce, docs::reduce);
    // ANCHOR_END: class
}
