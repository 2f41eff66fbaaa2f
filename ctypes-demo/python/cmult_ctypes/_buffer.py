"""The buffer protocol: the address of an array's elements, without a copy."""

from __future__ import annotations

import ctypes
import sys
from ctypes import (
    POINTER,
    Structure,
    byref,
    c_char,
    c_char_p,
    c_int,
    c_ssize_t,
    c_void_p,
    py_object,
)
from types import TracebackType
from typing import Any

NATIVE = "<" if sys.byteorder == "little" else ">"
DOUBLE_FORMATS = {"d", "@d", "=d", NATIVE + "d"}
ITEM_SIZE = 8


class PyBuffer(Structure):
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


_PyBUF_FULL_RO = 0x011C  # everything there is to know, and read-only will do

# No argtypes here: ctypes would call a converter for each argument, which fails
# when the stack is full. Releasing must not fail, so we pass C values ourselves.
_get_buffer = ctypes.pythonapi.PyObject_GetBuffer
_is_contiguous = ctypes.pythonapi.PyBuffer_IsContiguous
_release_buffer = ctypes.pythonapi.PyBuffer_Release
_release_buffer.restype = None


# ANCHOR: buffer
class DoubleBuffer:
    """The 64-bit floats of `value`, held in place for the length of a `with`."""

    def __init__(self, name: str, value: Any, *, writable: bool = False) -> None:
        buffer = PyBuffer()
        self._reference = byref(buffer)
        try:
            # While we hold the buffer its owner cannot move or free it.
            _get_buffer(py_object(value), self._reference, _PyBUF_FULL_RO)
        except TypeError as error:
            kind = type(value).__name__
            raise TypeError(
                f"{name} must support the buffer protocol, not {kind}"
            ) from error
        # A buffer of no elements may have no address.
        self.address: int | None = buffer.buf
        self.length: int = buffer.len // ITEM_SIZE
        # ANCHOR_END: buffer
        # ANCHOR: check
        try:
            # No format means bytes.
            format_ = buffer.format.decode() if buffer.format else "B"
            if format_ not in DOUBLE_FORMATS:
                raise TypeError(
                    f"{name} must hold 64-bit floats (format 'd'), not {format_!r}"
                )
            if writable and buffer.readonly:
                raise BufferError(f"{name} must be writable")
            if not _is_contiguous(self._reference, c_char(b"C")):
                raise BufferError(f"{name} must be C-contiguous")
            if buffer.len and buffer.buf % ITEM_SIZE:
                raise BufferError(f"{name} must be aligned for 64-bit floats")
        except BaseException:
            _release_buffer(self._reference)
            raise
        # ANCHOR_END: check

    def __enter__(self) -> DoubleBuffer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _release_buffer(self._reference)
