#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>

#include "errors.hpp"

namespace cmult {

// ANCHOR: doubles
/// A C-contiguous buffer of 64-bit floats, lent to Rust where it lies. It stays
/// exported while this lives: its owner can neither resize nor free it.
///
/// `py::array_t` would need NumPy, and copies what does not fit.
class Doubles {
  public:
    explicit Doubles(const py::buffer &values) : info_(values.request()) {
        // The byte order may be said in front: ctypes does so, NumPy does not.
        const auto *native = PY_BIG_ENDIAN ? "@=>" : "@=<";
        if (info_.format.find_first_of(native) == 0) {
            info_.format.erase(0, 1);
        }
        if (!info_.item_type_is_equivalent_to<double>()) {
            throw py::type_error("an array must hold 64-bit floats, not '" +
                                 info_.format + "'");
        }
        if (!PyBuffer_IsContiguous(info_.view(), 'C')) {
            throw py::buffer_error("an array must be C-contiguous");
        }
        if (reinterpret_cast<std::uintptr_t>(data()) % alignof(double) != 0) {
            throw py::buffer_error("an array must be aligned for its elements");
        }
    }

    std::size_t size() const { return static_cast<std::size_t>(info_.size); }
    rust::Slice<const double> slice() const { return {data(), size()}; }

  protected:
    /// An empty array may lie anywhere: where does not matter.
    double *data() const {
        return info_.size == 0 ? nullptr : static_cast<double *>(info_.ptr);
    }

    py::buffer_info info_;
};

/// The same, to be changed.
class DoublesMut : public Doubles {
  public:
    explicit DoublesMut(const py::buffer &values) : Doubles(values) {
        if (info_.readonly) {
            throw py::buffer_error("an array to be changed must be writable");
        }
    }

    rust::Slice<double> slice() { return {data(), size()}; }
};
// ANCHOR_END: doubles

// ANCHOR: let_others_run
/// The number of elements from which letting other threads run is worth it.
constexpr std::size_t LONG_ARRAY = 32'768;

template <typename Work> Outcome let_others_run(std::size_t size, Work work) {
    std::optional<py::gil_scoped_release> released;
    if (size >= LONG_ARRAY) {
        released.emplace();
    }
    return work();
}
// ANCHOR_END: let_others_run

// ANCHOR: function
/// A Python function that Rust can call.
class Function final : public Callback {
  public:
    explicit Function(const py::function &function) : function_(function) {}

    bool call(double &value) noexcept override {
        try {
            const py::object result = function_(value);
            // To float, a NumPy string is a number.
            if (PyUnicode_Check(result.ptr()) || PyBytes_Check(result.ptr())) {
                throw py::type_error("function must return a number");
            }
            const double number = PyFloat_AsDouble(result.ptr());
            if (PyErr_Occurred()) {
                throw py::error_already_set();
            }
            value = number;
            return true;
        } catch (...) {
            thrown = std::current_exception();
            return false;
        }
    }

    std::exception_ptr thrown;

  private:
    const py::function &function_;
};
// ANCHOR_END: function

void init_arrays(py::module_ &m) {
    // ANCHOR: scale_in_place
    m.def(
        "scale_in_place",
        [](const py::buffer &values, double factor) {
            DoublesMut doubles(values);
            check(let_others_run(doubles.size(), [&] {
                return scale_in_place(doubles.slice(), factor);
            }));
        },
        "values"_a, "factor"_a.noconvert(), R"(scale_in_place(values, factor)
--

Multiply each element of an array by ``factor``, where it lies.

Other threads run while the array is long; they must leave it alone.

Args:
    values: a writable, C-contiguous buffer of 64-bit floats.
    factor: a number.)");
    // ANCHOR_END: scale_in_place

    // ANCHOR: dot
    m.def(
        "dot",
        [](const py::buffer &a, const py::buffer &b) {
            const Doubles left(a);
            const Doubles right(b);
            double sum;
            check(let_others_run(left.size(), [&] {
                return dot(left.slice(), right.slice(), sum);
            }));
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
    // ANCHOR_END: dot

    // ANCHOR: map_in_place
    m.def(
        "map_in_place",
        [](const py::buffer &values, const py::function &function) {
            DoublesMut doubles(values);
            const auto elements = doubles.slice();
            Function callback(function);
            const auto outcome =
                map_in_place(elements.data(), elements.size(), callback);
            if (callback.thrown) {
                std::rethrow_exception(callback.thrown);
            }
            check(outcome);
        },
        "values"_a, "function"_a, R"(map_in_place(values, function)
--

Replace each element of an array by what ``function`` makes of it, in order.

What ``function`` raises comes out as it is: elements before it are changed then,
the others are not. It may read and change the same array, but not resize it.

Args:
    values: a writable, C-contiguous buffer of 64-bit floats.
    function: takes and returns a float.)");
    // ANCHOR_END: map_in_place
}

} // namespace cmult
