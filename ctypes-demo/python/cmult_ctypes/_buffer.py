"""The buffer protocol: the address of an array's elements, without a copy.

It costs us a structure of CPython's, and so PyPy. `from_buffer`, which ctypes has of
its own, takes no memory that is read-only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from ctypes import (
    POINTER,
    PYFUNCTYPE,
    ArgumentError,
    Structure,
    c_char_p,
    c_double,
    c_int,
    c_ssize_t,
    c_void_p,
    py_object,
    pythonapi,
    sizeof,
)
from typing import Any

# There is a type for it from Python 3.12 on: collections.abc.Buffer.
Array = Any


class Buffer(Structure):
    """CPython's Py_buffer (Include/pybuffer.h), the same in every version we run on."""

    _fields_ = [
        ("buf", c_void_p),
        ("obj", c_void_p),
        ("len", c_ssize_t),
        ("itemsize", c_ssize_t),
        ("readonly", c_int),
        ("ndim", c_int),
        ("format", c_char_p),
        ("shape", POINTER(c_ssize_t)),
        ("strides", POINTER(c_ssize_t)),
        ("suboffsets", POINTER(c_ssize_t)),
        ("internal", c_void_p),
    ]


# ANCHOR: buffer
# What we ask the owner for: PyBUF_FORMAT | PyBUF_C_CONTIGUOUS, and PyBUF_WRITABLE. What
# it cannot give it refuses, in its own words.
READABLE = 0x0004 | 0x0038
WRITABLE = READABLE | 0x0001

get_buffer: Callable[[object, Buffer, int], int] = PYFUNCTYPE(
    c_int, py_object, POINTER(Buffer), c_int
)(("PyObject_GetBuffer", pythonapi))
release: Callable[[Buffer], None] = PYFUNCTYPE(None, POINTER(Buffer))(
    ("PyBuffer_Release", pythonapi)
)

# A 64-bit float, in the order of bytes that this machine has.
DOUBLES = {b"d", b"@d", b"=d", b"<d" if sys.byteorder == "little" else b">d"}


def doubles(values: Array, buffer: Buffer, flags: int) -> tuple[int | None, int]:
    """Fill the buffer; return the address of the array and its number of doubles."""
    try:
        get_buffer(values, buffer, flags)
    except ArgumentError as error:
        # Nothing is wrong with the arguments: ctypes had no stack left to look at them.
        raise RecursionError(str(error)) from None
    if buffer.format not in DOUBLES:
        kind = (buffer.format or b"B").decode()  # no format means bytes
        raise TypeError(f"a buffer of 64-bit floats ('d') is required, not of '{kind}'")
    return buffer.buf, buffer.len // sizeof(c_double)


# ANCHOR_END: buffer
