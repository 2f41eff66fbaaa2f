"""The buffer protocol: the address of an array's elements, without a copy.

It costs us a structure of CPython's, and so PyPy. `from_buffer`, which ctypes has of
its own, takes no memory that is read-only.
"""

import ctypes as ct
import sys
from collections.abc import Callable
from typing import Any

from cmult_ctypes._library import method


class Buffer(ct.Structure):
    """CPython's Py_buffer, the same in every version we run on."""

    _fields_ = [
        ("buf", ct.c_void_p),
        ("obj", ct.c_void_p),
        ("len", ct.c_ssize_t),
        ("itemsize", ct.c_ssize_t),
        ("readonly", ct.c_int),
        ("ndim", ct.c_int),
        ("format", ct.c_char_p),
        ("rest", ct.c_void_p * 4),  # shape, strides, suboffsets, internal
    ]


_get: Callable[..., int] = ct.PYFUNCTYPE(
    ct.c_int, ct.py_object, ct.POINTER(Buffer), ct.c_int
)(("PyObject_GetBuffer", ct.pythonapi))
_release = ct.PYFUNCTYPE(None, ct.POINTER(Buffer))(("PyBuffer_Release", ct.pythonapi))
# With its last reference: there is no moment in which nobody owns the memory.
Buffer.__del__ = method(_release)  # type: ignore[attr-defined]

# ANCHOR: doubles
# We ask the owner for PyBUF_FORMAT | PyBUF_C_CONTIGUOUS, and PyBUF_WRITABLE.
# What it cannot give it refuses, in its own words.
READABLE = 0x0004 | 0x0038
WRITABLE = READABLE | 0x0001
# A 64-bit float, in the order of bytes that this machine has.
DOUBLES = {b"d", b"@d", b"=d", b"<d" if sys.byteorder == "little" else b">d"}


def doubles(values: Any, flags: int) -> tuple[Buffer, int]:
    """The memory of an array, to be passed as its address, and its length.

    The memory is held as long as the first of the two lives.
    """
    buffer = Buffer()
    try:
        _get(values, buffer, flags)
    except ct.ArgumentError as error:
        # The arguments are right: ctypes had no stack left to look at them.
        raise RecursionError(str(error)) from None
    if buffer.format not in DOUBLES:
        _release(buffer)  # which the traceback would keep
        raise TypeError("a buffer of 64-bit floats (format 'd') is required")
    buffer._as_parameter_ = buffer.buf
    return buffer, buffer.len // ct.sizeof(ct.c_double)


# ANCHOR_END: doubles
