"""libcmult, loaded and declared: the one place that repeats the C header.

ctypes cannot read a header. What stands here is compared with the header, function
by function, in tests/test_ctypes.py.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import (
    CFUNCTYPE,
    POINTER,
    Structure,
    c_bool,
    c_char_p,
    c_double,
    c_float,
    c_int,
    c_int32,
    c_int64,
    c_size_t,
    c_uint64,
    c_void_p,
)
from enum import IntEnum
from pathlib import Path
from typing import Any

# ANCHOR: load
if sys.platform == "win32":
    LIBRARY_NAME = "cmult.dll"
elif sys.platform == "darwin":
    LIBRARY_NAME = "libcmult.dylib"
else:
    LIBRARY_NAME = "libcmult.so"

# Beside this file, wherever the package was installed: never the current
# folder, never a search path that somebody else fills.
LIBRARY_PATH = Path(__file__).parent / LIBRARY_NAME

library = ctypes.CDLL(str(LIBRARY_PATH))
# ANCHOR_END: load


class Complex(Structure):
    """CmultComplex: passed and returned by value."""

    _fields_ = [("re", c_double), ("im", c_double)]


class Text(Structure):
    """CmultText: bytes that Rust allocated, and that Rust must free."""

    # Not c_char_p, which turns into bytes on access and loses the pointer.
    _fields_ = [("data", c_void_p), ("length", c_size_t)]


class Status(IntEnum):
    """CmultStatus: what became of a call."""

    OK = 0
    NULL_POINTER = 1
    MISALIGNED = 2
    INVALID_UTF8 = 3
    INTEGER_OVERFLOW = 4
    LENGTH_MISMATCH = 5
    TEXT_TOO_LONG = 6
    OUT_OF_MEMORY = 7
    CALLBACK_STOPPED = 8
    PANICKED = 9
    UNKNOWN = 10
    CLOSED = 11


MapFunction = CFUNCTYPE(c_int32, c_double, POINTER(c_double), c_void_p)

Array = c_void_p
Double = POINTER(c_double)
Product = c_void_p

# ANCHOR: declarations
# (result, arguments) of every function, in the header's words.
DECLARATIONS: dict[str, tuple[Any, list[Any]]] = {
    "cmult": (c_float, [c_int32, c_float]),
    "cmult_multiply": (c_float, [c_int32, c_float]),
    "cmult_checked_multiply": (c_int, [c_int64, c_int64, POINTER(c_int64)]),
    "cmult_multiply_complex": (Complex, [Complex, Complex]),
    "cmult_logical_and": (c_bool, [c_bool, c_bool]),
    "cmult_text_repeat": (c_int, [c_char_p, c_size_t, c_size_t, POINTER(Text)]),
    "cmult_text_free": (None, [Text]),
    # ANCHOR_END: declarations
    "cmult_array_scale": (c_int, [Array, c_size_t, c_double]),
    "cmult_array_dot": (c_int, [Array, c_size_t, Array, c_size_t, Double]),
    "cmult_array_map": (c_int, [Array, c_size_t, MapFunction, c_void_p]),
    "cmult_product_new": (c_int, [c_double, POINTER(Product)]),
    "cmult_product_multiply_by": (c_int, [Product, c_double]),
    "cmult_product_value": (c_int, [Product, Double]),
    "cmult_product_close": (None, [Product]),
    "cmult_product_is_closed": (c_bool, [Product]),
    "cmult_product_free": (None, [POINTER(Product)]),
    "cmult_compound": (c_double, [c_double, c_double, c_uint64]),
    "cmult_status_message": (c_char_p, [c_int32]),
    "cmult_panic": (c_int, []),
}

# ANCHOR: declare
for _name, (_restype, _argtypes) in DECLARATIONS.items():
    _function = getattr(library, _name)
    _function.restype = _restype
    _function.argtypes = _argtypes
# ANCHOR_END: declare

# ANCHOR: prototype
IN, OUT = 1, 2


def prototype(kind: Any, name: str, *directions: int) -> Any:
    """A function of the library once more, with a choice of how it is called.

    CFUNCTYPE gives the GIL away for the length of the call, as `library` does:
    right where Rust may work long, or wait. PYFUNCTYPE keeps it. An argument that
    goes OUT is made by ctypes, and returned.
    """
    restype, argtypes = DECLARATIONS[name]
    flags = tuple((direction,) for direction in directions)
    return kind(restype, *argtypes)((name, library), flags or None)


# ANCHOR_END: prototype
