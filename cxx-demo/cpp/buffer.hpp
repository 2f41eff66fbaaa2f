#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "convert.hpp"

/// Whether an array will be read or changed.
enum class Access { read, write };

/// A borrowed array of 64-bit floats: any C-contiguous buffer of any dimension.
///
/// The buffer stays exported while this lives, so its owner can neither resize
/// nor free it, whatever a callback tries.
class Doubles {
public:
    /// Our wishes are checked here, not sent along with the request: exporters
    /// disagree about the exception for a wish that they cannot grant.
    ///
    /// The delegation makes the `raise`s safe: once the other constructor is
    /// through, the destructor runs also when this one throws.
    // ANCHOR: checks
    Doubles(py::handle argument, const char *name, Access access)
        : Doubles(argument, name) {
        const char *format = view_.format ? view_.format : "B"; // none: bytes
        if (!is_native_double(format) || view_.itemsize != sizeof(double)) {
            raise(PyExc_TypeError,
                  "%s must hold 64-bit floats (format 'd'), not '%.200s'", name,
                  format);
        }
        if (access == Access::write && view_.readonly) {
            raise(PyExc_BufferError, "%s must be writable", name);
        }
        if (!PyBuffer_IsContiguous(&view_, 'C')) {
            raise(PyExc_BufferError, "%s must be C-contiguous", name);
        }
        if (reinterpret_cast<std::uintptr_t>(data()) % alignof(double) != 0) {
            raise(PyExc_BufferError, "%s must be aligned for 64-bit floats",
                  name);
        }
    }
    // ANCHOR_END: checks

    ~Doubles() { PyBuffer_Release(&view_); }
    Doubles(const Doubles &) = delete;
    Doubles &operator=(const Doubles &) = delete;

    // ANCHOR: slices
    /// `rust::Slice` puts a valid address in the place of the null pointer that
    /// an empty array has here: Rust allows no null in a slice.
    rust::Slice<const double> to_read() const { return {data(), size()}; }
    rust::Slice<double> to_write() { return {data(), size()}; }

    std::size_t size() const {
        return static_cast<std::size_t>(view_.len) / sizeof(double);
    }
    // ANCHOR_END: slices

private:
    Doubles(py::handle argument, const char *name) {
        if (!PyObject_CheckBuffer(argument.ptr())) {
            raise(PyExc_TypeError,
                  "%s must support the buffer protocol, not %.200s", name,
                  type_name(argument));
        }
        if (PyObject_GetBuffer(argument.ptr(), &view_, PyBUF_FULL_RO) != 0) {
            throw py::error_already_set();
        }
    }

    /// An empty array may lie anywhere; where does not matter.
    double *data() const {
        return view_.len == 0 ? nullptr : static_cast<double *>(view_.buf);
    }

    /// 'd' in this machine's byte order, which may be said in several ways.
    static bool is_native_double(std::string_view format) {
        const std::uint16_t one = 1;
        const bool little = *reinterpret_cast<const unsigned char *>(&one) == 1;
        return format == "d" || format == "@d" || format == "=d"
               || format == (little ? "<d" : ">d");
    }

    Py_buffer view_{};
};
