"""Memory seen in every way that the buffer protocol can describe."""

from __future__ import annotations

import ctypes
from array import array
from dataclasses import dataclass

PyBUF_FULL_RO = 0x011C


class PyBuffer(ctypes.Structure):
    """CPython's `Py_buffer`."""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.py_object),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.POINTER(ctypes.c_ssize_t)),
        ("strides", ctypes.POINTER(ctypes.c_ssize_t)),
        ("suboffsets", ctypes.POINTER(ctypes.c_ssize_t)),
        ("internal", ctypes.c_void_p),
    ]


from_buffer = ctypes.pythonapi.PyMemoryView_FromBuffer
from_buffer.argtypes = [ctypes.POINTER(PyBuffer)]
from_buffer.restype = ctypes.py_object


@dataclass
class Described:
    """Doubles, under a description of our own; `view` is the memoryview.

    No exporter of the standard library offers `=d`, nor pointers to rows, yet the
    protocol allows them. The object must outlive its view.
    """

    values: array[float]
    format: bytes | None = b"d"
    itemsize: int = 8
    # The values lie behind a pointer, as in an array of rows.
    indirect: bool = False

    def __post_init__(self) -> None:
        size = len(self.values) * 8
        count = 1 if self.indirect else size // self.itemsize
        self.shape = (ctypes.c_ssize_t * 2)(count, len(self.values))
        self.strides = (ctypes.c_ssize_t * 2)(self.itemsize, 8)
        self.suboffsets = (ctypes.c_ssize_t * 2)(0, -1)
        address, _ = self.values.buffer_info()
        self.rows = (ctypes.c_void_p * 1)(address)
        start = ctypes.addressof(self.rows) if self.indirect else address
        buffer = PyBuffer(
            buf=start,
            len=size,
            itemsize=self.itemsize,
            readonly=0,
            ndim=2 if self.indirect else 1,
            format=self.format,
            shape=self.shape,
            strides=self.strides,
            suboffsets=self.suboffsets if self.indirect else None,
        )
        self.view: memoryview = from_buffer(ctypes.byref(buffer))
