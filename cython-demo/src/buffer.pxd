# Arrays are borrowed through the buffer protocol: no copy, and no resizing meanwhile.
#
# Cython's own `double[::1]` does the same in one line, but says ValueError to
# everything it cannot take, and refuses read-only arrays and matrices.

from cpython.buffer cimport (
    PyBUF_FULL_RO,
    PyBuffer_IsContiguous,
    PyBuffer_Release,
    PyObject_CheckBuffer,
    PyObject_GetBuffer,
)
from libc.stdint cimport uintptr_t
from libc.string cimport strcmp

cdef extern from "Python.h":
    const bint PY_LITTLE_ENDIAN


# ANCHOR: borrow
cdef inline int borrow(
    Py_buffer *view, object array, str name, bint writable
) except -1:
    """Fill `view` with an array of doubles. Whoever calls must release it."""
    if not PyObject_CheckBuffer(array):
        kind = type(array).__name__
        raise TypeError(f"{name} must support the buffer protocol, not {kind}")
    # Ask for any memory and judge it here: exporters differ in what they raise.
    PyObject_GetBuffer(array, view, PyBUF_FULL_RO)
    try:
        examine(view, name, writable)
    except:
        PyBuffer_Release(view)
        raise
    return 0
# ANCHOR_END: borrow


cdef inline int examine(Py_buffer *view, str name, bint writable) except -1:
    """Raise unless Rust may use the memory as a slice of doubles."""
    if not holds_doubles(view):
        # No format stands for unsigned bytes.
        form = view.format.decode("utf-8", "replace") if view.format else "B"
        raise TypeError(f"{name} must hold 64-bit floats (format 'd'), not '{form}'")
    if writable and view.readonly:
        raise BufferError(f"{name} must be writable")
    if not PyBuffer_IsContiguous(view, b"C"):
        raise BufferError(f"{name} must be C-contiguous")
    if view.len and <uintptr_t>view.buf % sizeof(double):
        raise BufferError(f"{name} must be aligned for 64-bit floats")
    return 0


cdef inline bint holds_doubles(const Py_buffer *view) noexcept:
    """Tell whether the format is `d` in this machine's byte order."""
    cdef const char *form = view.format
    if form is NULL or view.itemsize != sizeof(double):
        return False
    if form[0] in b"@=" or form[0] == (c"<" if PY_LITTLE_ENDIAN else c">"):
        form += 1
    return strcmp(form, b"d") == 0


cdef inline size_t length_of(const Py_buffer *view) noexcept:
    """Count the elements, whatever the shape."""
    return <size_t>view.len // sizeof(double)
