#include <cstddef>
#include <cstdint>
#include <optional>

#include "errors.hpp"

namespace cmult {

// ANCHOR: doubles
/// A C-contiguous buffer of 64-bit floats, to be used where it lies. While the
/// result lives it stays exported: its owner can neither resize nor free it.
///
/// Not `py::array_t`, which needs NumPy and makes a copy of what does not fit.
py::buffer_info doubles(const py::buffer &values, bool writable) {
    auto info = values.request(writable);
    // ctypes says the byte order, too: this machine's own is welcome.
    if (info.format.find_first_of(PY_BIG_ENDIAN ? "@=>" : "@=<") == 0) {
        info.format.erase(0, 1);
    }
    if (!info.item_type_is_equivalent_to<double>()) {
        throw py::type_error("an array must hold 64-bit floats, not '" +
                             info.format + "'");
    }
    if (!PyBuffer_IsContiguous(info.view(), 'C')) {
        throw py::buffer_error("an array must be C-contiguous");
    }
    if (info.size == 0) {
        info.ptr = nullptr; // where it lies does not matter
    }
    if (reinterpret_cast<std::uintptr_t>(info.ptr) % alignof(double) != 0) {
        throw py::buffer_error("an array must be aligned for 64-bit floats");
    }
    return info;
}
// ANCHOR_END: doubles

template <typename T> rust::Slice<T> slice(const py::buffer_info &info) {
    return {static_cast<T *>(info.ptr), static_cast<std::size_t>(info.size)};
}

/// A Python function that Rust can call. What it raises stays where Python has
/// it: over the bridge it would be a text.
struct Function final : Callback {
    explicit Function(const py::function &function) : function(function) {}

    bool call(double &value) noexcept override {
        const auto result = py::reinterpret_steal<py::object>(
            PyObject_CallFunction(function.ptr(), "d", value));
        if (!result) {
            return false;
        }
        // PyFloat_AsDouble parses no text, unless it is a NumPy string.
        if (PyUnicode_Check(result.ptr()) || PyBytes_Check(result.ptr())) {
            py::set_error(PyExc_TypeError, "function must return a number");
            return false;
        }
        value = PyFloat_AsDouble(result.ptr());
        // A function written in C leaves Ctrl-C to us.
        return !PyErr_Occurred() && PyErr_CheckSignals() == 0;
    }

    const py::function &function;
};

/// How many calls of `map_in_place` may run in a thread, one inside another.
/// Each takes 2 kB of its stack: Python's limit, a thousand, is too many.
constexpr int DEEPEST = 200;

/// The length from which letting other threads run is worth it.
constexpr py::ssize_t LONG_ARRAY = 32'768;

void init_arrays(py::module_ &m) {
    m.def(
        "scale_in_place",
        [](const py::buffer &values, double factor) {
            const auto info = doubles(values, true);
            std::optional<py::gil_scoped_release> released;
            if (info.size >= LONG_ARRAY) {
                released.emplace();
            }
            scale_in_place(slice<double>(info), factor);
        },
        "values"_a, "factor"_a, R"(scale_in_place(values, factor)
--

Multiply each element of an array by ``factor``, where it lies.

Other threads run while the array is long; they must leave it alone.

Args:
    values: a writable, C-contiguous buffer of 64-bit floats.
    factor: a number.)");

    m.def(
        "dot",
        [](const py::buffer &a, const py::buffer &b) {
            const auto left = doubles(a, false), right = doubles(b, false);
            std::optional<py::gil_scoped_release> released;
            if (left.size >= LONG_ARRAY) {
                released.emplace();
            }
            double sum;
            check(dot(slice<const double>(left), slice<const double>(right),
                      sum));
            return sum;
        },
        "a"_a, "b"_a, R"(dot(a, b)
--

Multiply two arrays element by element, and add the products.

The order of the additions is fixed: the sum is the same on every machine. Other
threads run while the arrays are long; they must leave them alone.

Args:
    a: a C-contiguous buffer of 64-bit floats.
    b: another of the same length.

Returns:
    The sum, a 64-bit float.

Raises:
    ValueError: ``a`` and ``b`` differ in length.)");

    m.def(
        "map_in_place",
        [](const py::buffer &values, const py::function &function) {
            const auto info = doubles(values, true);
            const auto elements = slice<double>(info);
            Function callback(function);
            thread_local int level = 0;
            if (level == DEEPEST) {
                py::set_error(PyExc_RecursionError,
                              "map_in_place calls itself too often");
                throw py::error_already_set();
            }
            ++level;
            map_in_place(elements.data(), elements.size(), callback);
            --level;
            if (PyErr_Occurred()) {
                throw py::error_already_set();
            }
        },
        "values"_a, "function"_a, R"(map_in_place(values, function)
--

Replace each element of an array by what ``function`` makes of it, in order.

What ``function`` raises comes out as it is: elements before it are changed then,
the others are not. It may read and change the same array, but not resize it.

Args:
    values: a writable, C-contiguous buffer of 64-bit floats.
    function: takes and returns a float.)");
}

} // namespace cmult
