"""libcmult, loaded and declared: the one place that repeats the C header.

ctypes cannot read a header. What stands here is compared with the header, function
by function, in tests/test_ctypes.py.
"""

import ctypes as ct
import sys
from pathlib import Path
from typing import Any

# ANCHOR: load
NAMES = {"win32": "cmult.dll", "darwin": "libcmult.dylib"}

# Beside this file, wherever the package was installed: never the current
# folder, never a search path that somebody else fills.
LIBRARY_PATH = Path(__file__).parent / NAMES.get(sys.platform, "libcmult.so")

library = ct.CDLL(str(LIBRARY_PATH))
# ANCHOR_END: load


class Complex(ct.Structure):
    """CmultComplex: passed and returned by value."""

    _fields_ = [("re", ct.c_double), ("im", ct.c_double)]


class Text(ct.Structure):
    """CmultText: bytes that Rust allocated, and that Rust must free."""

    # Not c_char_p, which turns into bytes on access and loses the pointer.
    _fields_ = [("data", ct.c_void_p), ("length", ct.c_size_t)]


Double, Integer = ct.POINTER(ct.c_double), ct.POINTER(ct.c_int64)
MapFunction = ct.CFUNCTYPE(ct.c_int32, ct.c_double, Double, ct.c_void_p)
DoneFunction = ct.CFUNCTYPE(None, ct.c_int, ct.c_double, ct.c_void_p)
Array = Product = Job = ct.c_void_p
Status, Size = ct.c_int, ct.c_size_t

# ANCHOR: declarations
# The result and the arguments of every function, in the header's words.
DECLARATIONS: dict[str, tuple[Any, ...]] = {
    "cmult": (ct.c_float, ct.c_int32, ct.c_float),
    "cmult_multiply": (ct.c_float, ct.c_int32, ct.c_float),
    "cmult_checked_multiply": (Status, ct.c_int64, ct.c_int64, Integer),
    "cmult_multiply_complex": (Complex, Complex, Complex),
    "cmult_logical_and": (ct.c_bool, ct.c_bool, ct.c_bool),
    "cmult_text_free": (None, Text),
    # ANCHOR_END: declarations
    "cmult_text_repeat": (Status, ct.c_char_p, Size, Size, ct.POINTER(Text)),
    "cmult_array_scale": (Status, Array, Size, ct.c_double),
    "cmult_array_dot": (Status, Array, Size, Array, Size, Double),
    "cmult_array_map": (Status, Array, Size, MapFunction, ct.c_void_p),
    "cmult_product_new": (Status, ct.c_double, ct.POINTER(Product)),
    "cmult_product_multiply_by": (Status, Product, ct.c_double),
    "cmult_product_value": (Status, Product, Double),
    "cmult_product_close": (None, Product),
    "cmult_product_is_closed": (ct.c_bool, Product),
    "cmult_product_free": (None, ct.POINTER(Product)),
    "cmult_compound": (ct.c_double, ct.c_double, ct.c_double, ct.c_uint64),
    "cmult_job_start": (
        *(Status, ct.c_double, ct.c_double, ct.c_uint64, DoneFunction, ct.c_void_p),
        ct.POINTER(Job),
    ),
    "cmult_job_cancel": (None, Job),
    "cmult_job_free": (None, ct.POINTER(Job)),
    "cmult_status_message": (ct.c_char_p, ct.c_int32),
    "cmult_panic": (Status,),
}

# ANCHOR: declare
for _name, (_restype, *_argtypes) in DECLARATIONS.items():
    _function = getattr(library, _name)
    _function.restype, _function.argtypes = _restype, _argtypes
# ANCHOR_END: declare

# ANCHOR: prototype
IN, OUT = (1,), (2,)  # as ctypes numbers its paramflags


def prototype(kind: Any, name: str, *paramflags: tuple[int]) -> Any:
    """The same function, with a choice of how it is called.

    CFUNCTYPE gives the GIL away for the length of the call, as `library` does:
    right where Rust may work long, or wait. PYFUNCTYPE keeps it. What goes OUT
    is made by ctypes, and returned.
    """
    return kind(*DECLARATIONS[name])((name, library), paramflags or None)


# ANCHOR_END: prototype


# Makes a method of a C function. In one that is written in Python a signal handler may
# run, and raise: in a `__del__` that is lost, and so is what was to be freed.
method = ct.PYFUNCTYPE(ct.py_object, ct.py_object)(
    ("PyInstanceMethod_New", ct.pythonapi)
)
