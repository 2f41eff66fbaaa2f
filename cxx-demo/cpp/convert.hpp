#pragma once

// Python's arguments in C++, each under its name.
//
// pybind11 converts arguments by itself; raw.cpp shows how. It knows one error
// only, TypeError, for whatever does not fit. These functions tell a wrong type
// from a number that is too large, and name the argument that was wrong.

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>

#include <pybind11/pybind11.h>

#include "cmult-cxx/src/lib.rs.h"
#include "rust/cxx.h" // rust::Error

namespace py = pybind11;

/// Throws a Python exception. `format` is `PyErr_Format`'s.
template <typename... Arguments>
[[noreturn]] void raise(PyObject *type, const char *format,
                        Arguments... arguments) {
    PyErr_Format(type, format, arguments...);
    throw py::error_already_set();
}

/// The `__name__` of an argument's type: in C it may stand behind a module's.
inline const char *type_name(py::handle argument) {
    const char *name = Py_TYPE(argument.ptr())->tp_name;
    const char *dot = std::strrchr(name, '.');
    return dot ? dot + 1 : name;
}

// ANCHOR: index
/// What `__index__` makes of an argument: an int of any size.
inline py::object to_index(py::handle argument, const char *name) {
    if (!PyIndex_Check(argument.ptr())) {
        raise(PyExc_TypeError, "%s must be an integer, not %.200s", name,
              type_name(argument));
    }
    auto index =
        py::reinterpret_steal<py::object>(PyNumber_Index(argument.ptr()));
    if (!index) {
        throw py::error_already_set();
    }
    return index;
}
// ANCHOR_END: index

// ANCHOR: signed
/// A signed integer. Python's int has no limit, `Int` has.
template <typename Int>
Int to_signed(py::handle argument, const char *name) {
    static_assert(std::is_signed_v<Int> && sizeof(Int) <= sizeof(long long));
    const py::object index = to_index(argument, name);
    int overflow = 0;
    const auto value = PyLong_AsLongLongAndOverflow(index.ptr(), &overflow);
    if (overflow != 0 || value < std::numeric_limits<Int>::min()
        || value > std::numeric_limits<Int>::max()) {
        const int bits = 8 * sizeof(Int);
        raise(PyExc_OverflowError, "%s must fit in a %d-bit signed integer",
              name, bits);
    }
    return static_cast<Int>(value);
}
// ANCHOR_END: signed

/// A count of something: an unsigned integer of 64 bits.
inline std::uint64_t to_count(py::handle argument, const char *name) {
    const py::object index = to_index(argument, name);
    int overflow = 0;
    const auto value = PyLong_AsLongLongAndOverflow(index.ptr(), &overflow);
    if (overflow < 0 || (overflow == 0 && value < 0)) {
        raise(PyExc_ValueError, "%s must not be negative", name);
    }
    if (overflow == 0) {
        return static_cast<std::uint64_t>(value);
    }
    const unsigned long long large = PyLong_AsUnsignedLongLong(index.ptr());
    if (PyErr_Occurred()) {
        raise(PyExc_OverflowError,
              "%s must fit in a 64-bit unsigned integer", name);
    }
    return large;
}

inline const PyNumberMethods *number_methods(py::handle argument) {
    return Py_TYPE(argument.ptr())->tp_as_number;
}

/// Whether Python can make a float of an argument. A str is no number: nothing
/// here parses text.
inline bool is_real(py::handle argument) {
    const PyNumberMethods *number = number_methods(argument);
    return number && (number->nb_float || number->nb_index);
}

/// Whether that is done by a `__float__` other than int's.
inline bool has_own_float(py::handle argument) {
    const unaryfunc convert = number_methods(argument)->nb_float;
    return convert && convert != PyLong_Type.tp_as_number->nb_float;
}

// ANCHOR: double
/// A float of 64 bits. `too_large` is said of an int of hundreds of digits:
/// Python's own words do not name the argument.
inline double to_double(
    py::handle argument, const char *name,
    const char *too_large = "%s must fit in a 64-bit float") {
    if (!is_real(argument)) {
        raise(PyExc_TypeError, "%s must be a number, not %.200s", name,
              type_name(argument));
    }
    if (has_own_float(argument)) {
        const double value = PyFloat_AsDouble(argument.ptr());
        if (value == -1.0 && PyErr_Occurred()) {
            throw py::error_already_set(); // what `__float__` raised
        }
        return value;
    }
    const py::object index = to_index(argument, name);
    const double value = PyLong_AsDouble(index.ptr());
    if (value == -1.0 && PyErr_Occurred()) {
        raise(PyExc_OverflowError, too_large, name);
    }
    return value;
}
// ANCHOR_END: double

// ANCHOR: float
/// A float of 32 bits: rounded to the nearest, but never to an infinity.
inline float to_float(py::handle argument, const char *name) {
    static_assert(std::numeric_limits<float>::is_iec559);
    const double value = to_double(argument, name);
    const float rounded = static_cast<float>(value);
    if (std::isinf(rounded) && std::isfinite(value)) {
        raise(PyExc_OverflowError, "%s must fit in a 32-bit float", name);
    }
    return rounded;
}
// ANCHOR_END: float

// ANCHOR: complex
/// A complex number: a complex, what has `__complex__`, or a real number.
inline cmult::Complex to_complex(py::handle argument, const char *name) {
    if (PyComplex_Check(argument.ptr())
        || py::hasattr(py::type::handle_of(argument), "__complex__")) {
        const Py_complex value = PyComplex_AsCComplex(argument.ptr());
        if (value.real == -1.0 && PyErr_Occurred()) {
            throw py::error_already_set();
        }
        return {value.real, value.imag};
    }
    if (!is_real(argument)) {
        raise(PyExc_TypeError, "%s must be a complex number, not %.200s", name,
              type_name(argument));
    }
    return {to_double(argument, name, "%s must fit in 64-bit floats"), 0.0};
}
// ANCHOR_END: complex

// ANCHOR: bool
/// A truth value: True or False, not what is merely true or false.
inline bool to_bool(py::handle argument, const char *name) {
    if (!PyBool_Check(argument.ptr())) {
        raise(PyExc_TypeError, "%s must be a bool, not %.200s", name,
              type_name(argument));
    }
    return argument.ptr() == Py_True;
}
// ANCHOR_END: bool

// ANCHOR: text
/// The UTF-8 of a str, without a copy: the str keeps it for as long as it
/// lives. A lone surrogate has no UTF-8: UnicodeEncodeError.
inline std::string_view to_text(py::handle argument, const char *name) {
    if (!PyUnicode_Check(argument.ptr())) {
        raise(PyExc_TypeError, "%s must be a str, not %.200s", name,
              type_name(argument));
    }
    Py_ssize_t size = 0;
    const char *data = PyUnicode_AsUTF8AndSize(argument.ptr(), &size);
    if (!data) {
        throw py::error_already_set();
    }
    return {data, static_cast<std::size_t>(size)};
}
// ANCHOR_END: text
