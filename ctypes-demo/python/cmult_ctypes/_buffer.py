"""The buffer protocol: the address of an array's elements, without a copy."""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_ssize_t, c_void_p
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


_PyBUF_SIMPLE = 0
_get_buffer = ctypes.pythonapi.PyObject_GetBuffer
_get_buffer.restype = c_int
_get_buffer.argtypes = [ctypes.py_object, POINTER(PyBuffer), c_int]
_release_buffer = ctypes.pythonapi.PyBuffer_Release
_release_buffer.restype = None
_release_buffer.argtypes = [POINTER(PyBuffer)]


# ANCHOR: buffer
class DoubleBuffer:
    """The 64-bit floats of `value`, held in place for the length of a `with`."""

    def __init__(self, name: str, value: Any, *, writable: bool = False) -> None:
        try:
            view = memoryview(value)
        except TypeError as error:
            kind = type(value).__name__
            raise TypeError(
                f"{name} must support the buffer protocol, not {kind}"
            ) from error
        if view.format not in DOUBLE_FORMATS:
            raise TypeError(
                f"{name} must hold 64-bit floats (format 'd'), not {view.format!r}"
            )
        if writable and view.readonly:
            raise BufferError(f"{name} must be writable")
        if not view.c_contiguous:
            raise BufferError(f"{name} must be C-contiguous")
        self._name = name
        self._view = view
        self._buffer = PyBuffer()
        self.length = view.nbytes // ITEM_SIZE

    def __enter__(self) -> DoubleBuffer:
        # ctypes' from_buffer() refuses read-only memory, so we ask CPython.
        # While we hold the buffer its owner cannot move or free it.
        _get_buffer(self._view, byref(self._buffer), _PyBUF_SIMPLE)
        # A buffer of no elements may have no address.
        self.address: int | None = self._buffer.buf
        if self.length and (self._buffer.buf or 0) % ITEM_SIZE:
            self.__exit__(None, None, None)
            raise BufferError(f"{self._name} must be aligned for 64-bit floats")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _release_buffer(byref(self._buffer))
        self._view.release()


# ANCHOR_END: buffer
