"""How each tool spells a call.

An adapter converts and checks nothing: where a tool takes the arguments as they
are, its own function stands here. What C wants besides (a length, a place for the
result) is added, and a status that is not 0 is handed on as it is. What a tool
does not offer at all is left out; its cells are "n/a".
"""

from __future__ import annotations

import _ctypes
import ctypes
import gc
import importlib
import shutil
import sys
import tempfile
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_double, c_int64, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Namespace = dict[str, Any]

# What an adapter may offer. `text` is a str in the form in which a tool takes one.
FUNCTIONS = {
    "checked_multiply", "close", "compound", "dot", "logical_and", "map_in_place",
    "multiply", "multiply_by", "multiply_complex", "multiply_of_dropped_library",
    "multiply_of_closed_library", "panic", "product", "repeat", "scale_in_place",
    "text", "value_of",
}  # fmt: skip


@dataclass(frozen=True)
class Status:
    """What a C function answers when it could not do what it was asked."""

    code: int

    def __repr__(self) -> str:
        return f"status {self.code}"


def answer(status: int, result: Any = None) -> Any:
    """Return what a C function left in its out-pointer, or else its status."""
    return Status(status) if status else result


def forget(module: str) -> Callable[[], Any]:
    """Take `multiply` out of an extension module, and let go of the module."""

    def multiply_of_dropped_library() -> Any:
        multiply = importlib.import_module(module).multiply
        for name in [name for name in sys.modules if name.startswith(module)]:
            del sys.modules[name]
        gc.collect()
        return multiply

    return multiply_of_dropped_library


@contextmanager
def copy_of(library: Path) -> Iterator[str]:
    """Lend a copy, another library to the loader: the one in use stays open."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield str(shutil.copy(library, folder))


def ctypes_multiply(path: Path, *, declare: bool, close: bool) -> Any:
    """Take `multiply` out of a library that is closed, or of which we let go."""
    with copy_of(path) as copy:
        library = ctypes.CDLL(copy)
    multiply = library.cmult_multiply
    if declare:
        multiply.restype = ctypes.c_float
        multiply.argtypes = [ctypes.c_int32, ctypes.c_float]
    if close:
        if sys.platform == "win32":
            _ctypes.FreeLibrary(library._handle)
        else:
            _ctypes.dlclose(library._handle)
    return multiply


STEP = "int32_t(double, double *, void *)"


def step_of(function: Any) -> Any:
    """Make of a Python function what C calls for each element."""

    def step(value: float, result: Any, _context: Any) -> int:
        result[0] = function(value)
        return 0

    return step


def declared(lib: Any) -> Namespace:
    """Name the functions of the C ABI whose calls need no spelling."""
    return {
        "multiply": lib.cmult_multiply,
        "multiply_complex": lib.cmult_multiply_complex,
        "text": str.encode,
        "logical_and": lib.cmult_logical_and,
        "multiply_by": lambda p, x: answer(lib.cmult_product_multiply_by(p, x)),
        "close": lib.cmult_product_free,
        "compound": lib.cmult_compound,
        "panic": lambda: answer(lib.cmult_panic()),
    }


# ANCHOR: undeclared
def ctypes_undeclared() -> Namespace:
    """Spell calls for ctypes that knows nothing but names.

    A float goes in a ctypes type, and an array is the address of its memory.
    """
    from cmult_ctypes import raw
    from cmult_ctypes._library import LIBRARY_PATH, MapFunction, Text

    def address(v: Any) -> c_void_p:
        if isinstance(v, array):
            return c_void_p(v.buffer_info()[0])
        return c_void_p(v.ctypes.data)  # NumPy's way

    # ANCHOR_END: undeclared

    def checked_multiply(a: Any, b: Any) -> Any:
        product = c_int64()
        return answer(raw.checked_multiply(a, b, byref(product)), product.value)

    def repeat(text: Any, times: Any) -> Any:
        copies = Text()
        status = raw.repeat(text, len(text), times, byref(copies))
        return answer(status) or ctypes.string_at(copies.data, copies.length).decode()

    def scale_in_place(values: Any, factor: Any) -> Any:
        return answer(
            raw.scale_in_place(address(values), len(values), c_double(factor))
        )

    def dot(a: Any, b: Any) -> Any:
        total = c_double()
        status = raw.dot(address(a), len(a), address(b), len(b), byref(total))
        return answer(status, total.value)

    def map_in_place(values: Any, function: Any) -> Any:
        callback = MapFunction(step_of(function))
        return answer(raw.map_in_place(address(values), len(values), callback, None))

    def product(start: Any) -> Any:
        handle = c_void_p()
        return answer(raw.product_new(c_double(start), byref(handle)), handle)

    def multiply_by(p: Any, factor: Any) -> Any:
        return answer(raw.product_multiply_by(p, c_double(factor)))

    def value_of(p: Any) -> Any:
        value = c_double()
        return answer(raw.product_value(p, byref(value)), value.value)

    return {
        "multiply": raw.multiply,
        "checked_multiply": checked_multiply,
        "multiply_complex": raw.multiply_complex,
        "text": str.encode,
        "repeat": repeat,
        "logical_and": raw.logical_and,
        "scale_in_place": scale_in_place,
        "dot": dot,
        "map_in_place": map_in_place,
        "product": product,
        "multiply_by": multiply_by,
        "value_of": value_of,
        "close": lambda p: raw.product_free(p) and None,
        "compound": raw.compound,
        "panic": lambda: answer(raw.panic()),
        "multiply_of_dropped_library": lambda: ctypes_multiply(
            LIBRARY_PATH, declare=False, close=False
        ),
        "multiply_of_closed_library": lambda: ctypes_multiply(
            LIBRARY_PATH, declare=False, close=True
        ),
    }


def ctypes_declared() -> Namespace:
    """Spell calls for ctypes that knows argument and result types.

    An array is a ctypes array over the same memory (`from_buffer`).
    """
    from cmult_ctypes._library import LIBRARY_PATH, MapFunction, Text
    from cmult_ctypes._library import library as lib

    # ANCHOR: declared
    def pointer(v: Any) -> Any:
        return (c_double * len(v)).from_buffer(v)

    def scale_in_place(values: Any, factor: Any) -> Any:
        v = pointer(values)
        return answer(lib.cmult_array_scale(v, len(v), factor))

    # ANCHOR_END: declared

    def checked_multiply(a: Any, b: Any) -> Any:
        product = c_int64()
        return answer(lib.cmult_checked_multiply(a, b, byref(product)), product.value)

    def repeat(text: Any, times: Any) -> Any:
        copies = Text()
        status = lib.cmult_text_repeat(text, len(text), times, byref(copies))
        return answer(status) or ctypes.string_at(copies.data, copies.length).decode()

    def dot(a: Any, b: Any) -> Any:
        total = c_double()
        status = lib.cmult_array_dot(
            pointer(a), len(a), pointer(b), len(b), byref(total)
        )
        return answer(status, total.value)

    def map_in_place(values: Any, function: Any) -> Any:
        callback = MapFunction(step_of(function))
        return answer(lib.cmult_array_map(pointer(values), len(values), callback, None))

    def product(start: Any) -> Any:
        handle = c_void_p()
        return answer(lib.cmult_product_new(start, byref(handle)), handle)

    def value_of(p: Any) -> Any:
        value = c_double()
        return answer(lib.cmult_product_value(p, byref(value)), value.value)

    return declared(lib) | {
        "checked_multiply": checked_multiply,
        "repeat": repeat,
        "scale_in_place": scale_in_place,
        "dot": dot,
        "map_in_place": map_in_place,
        "product": product,
        "value_of": value_of,
        "multiply_of_dropped_library": lambda: ctypes_multiply(
            LIBRARY_PATH, declare=True, close=False
        ),
        "multiply_of_closed_library": lambda: ctypes_multiply(
            LIBRARY_PATH, declare=True, close=True
        ),
    }


def cffi(raw: Any) -> Namespace:
    """Spell calls for CFFI, in the mode that `raw` stands for."""
    ffi, lib = raw.ffi, raw.lib

    # ANCHOR: cffi
    def pointer(v: Any) -> Any:
        return ffi.from_buffer("double[]", v)

    def scale_in_place(values: Any, factor: Any) -> Any:
        v = pointer(values)
        return answer(lib.cmult_array_scale(v, len(v), factor))

    # ANCHOR_END: cffi

    def checked_multiply(a: Any, b: Any) -> Any:
        product = ffi.new("int64_t *")
        return answer(lib.cmult_checked_multiply(a, b, product), product[0])

    def repeat(text: Any, times: Any) -> Any:
        copies = ffi.new("CmultText *")
        status = lib.cmult_text_repeat(text, len(text), times, copies)
        return answer(status) or bytes(ffi.buffer(copies.data, copies.length)).decode()

    def dot(a: Any, b: Any) -> Any:
        total = ffi.new("double *")
        x, y = pointer(a), pointer(b)
        return answer(lib.cmult_array_dot(x, len(x), y, len(y), total), total[0])

    def map_in_place(values: Any, function: Any) -> Any:
        callback = ffi.callback(STEP, step_of(function))
        v = pointer(values)
        return answer(lib.cmult_array_map(v, len(v), callback, ffi.NULL))

    def product(start: Any) -> Any:
        handle = ffi.new("CmultProduct **")
        return answer(lib.cmult_product_new(start, handle), handle[0])

    def value_of(p: Any) -> Any:
        value = ffi.new("double *")
        return answer(lib.cmult_product_value(p, value), value[0])

    return declared(lib) | {
        "checked_multiply": checked_multiply,
        "repeat": repeat,
        "scale_in_place": scale_in_place,
        "dot": dot,
        "map_in_place": map_in_place,
        "product": product,
        "value_of": value_of,
    }


def cffi_abi() -> Namespace:
    """Spell calls for CFFI without a compiler: a library to open."""
    from cffi import FFI

    from cmult_cffi import raw_abi

    path = Path(raw_abi.__file__).with_name(raw_abi._NAME)

    def multiply(*, close: bool) -> Any:
        ffi = FFI()
        ffi.cdef("float cmult_multiply(int32_t, float);")
        with copy_of(path) as copy:
            library: Any = ffi.dlopen(copy)
        function = library.cmult_multiply
        if close:
            ffi.dlclose(library)
        return function  # neither `ffi` nor `library` is kept

    def multiply_of_dropped_library() -> Any:
        function = multiply(close=False)
        gc.collect()
        return function

    return cffi(raw_abi) | {
        "multiply_of_dropped_library": multiply_of_dropped_library,
        "multiply_of_closed_library": lambda: multiply(close=True),
    }


def cffi_api() -> Namespace:
    """Spell calls for CFFI with a compiler: an extension module."""
    from cmult_cffi import raw

    return cffi(raw) | {"multiply_of_dropped_library": forget("cmult_cffi.raw")}


def cython() -> Namespace:
    """Spell calls for Cython's typed functions; they take and return bytes."""
    from cmult_cython import raw

    return {
        "multiply": raw.multiply,
        "checked_multiply": raw.checked_multiply,
        "multiply_complex": raw.multiply_complex,
        "text": str.encode,
        "repeat": lambda text, times: raw.repeat(text, times).decode(),
        "logical_and": raw.logical_and,
        "scale_in_place": raw.scale_in_place,
        "dot": raw.dot,
        "map_in_place": raw.map_in_place,
        "product": raw.Product,
        "multiply_by": raw.Product.multiply_by,
        "value_of": lambda p: p.value,
        "compound": raw.compound,
        "panic": lambda: answer(raw.panic()),
        "multiply_of_dropped_library": forget("cmult_cython.raw"),
    }


# ANCHOR: pyo3
def pyo3() -> Namespace:
    """Spell calls for PyO3."""
    from cmult_pyo3 import raw

    return {
        "multiply": raw.multiply,
        "checked_multiply": raw.checked_multiply,
        "multiply_complex": raw.multiply_complex,
        "text": str,
        "repeat": raw.repeat,
        "logical_and": raw.logical_and,
        "scale_in_place": raw.scale_in_place,
        "dot": raw.dot,
        "map_in_place": raw.map_in_place,
        "product": raw.Product,
        "multiply_by": raw.Product.multiply_by,
        "value_of": lambda p: p.value,
        "compound": raw.compound,
        "panic": raw.panic,
        "multiply_of_dropped_library": forget("cmult_pyo3.raw"),
    }


# ANCHOR_END: pyo3


def cxx() -> Namespace:
    """Spell calls for pybind11 over cxx; the value of a product is a method."""
    raw: Any = importlib.import_module("cmult_cxx.raw")
    return {
        "multiply": raw.multiply,
        "checked_multiply": raw.checked_multiply,
        "multiply_complex": raw.multiply_complex,
        "text": str,
        "repeat": raw.repeat,
        "logical_and": raw.logical_and,
        "scale_in_place": raw.scale_in_place,
        "dot": raw.dot,
        "map_in_place": raw.map_in_place,
        "product": raw.Product,
        "multiply_by": raw.Product.multiply_by,
        "value_of": raw.Product.value,
        "compound": raw.compound,
        "panic": raw.panic,
        "multiply_of_dropped_library": forget("cmult_cxx.raw"),
    }


def nanobind() -> Namespace:
    """Spell calls for the peer: nanobind without Rust, and with fewer functions."""
    peer: Any = importlib.import_module("cmult_peers.nanobind_alone")
    return {
        "multiply": peer.multiply,
        "text": str,
        "repeat": peer.repeat,
        "dot": peer.dot,
        "map_in_place": peer.map_in_place,
        "product": peer.Product,
        "multiply_by": peer.Product.multiply_by,
        "value_of": lambda p: p.value,
        "compound": peer.compound,
        "multiply_of_dropped_library": forget("cmult_peers.nanobind_alone"),
    }


def finished(package: str) -> Callable[[], Namespace]:
    """Spell calls for a finished binding: as Python writes them."""

    def load() -> Namespace:
        module: Any = importlib.import_module(package)
        names = FUNCTIONS & set(module.__all__)
        return {name: getattr(module, name) for name in names} | {
            "text": str,
            "product": module.Product,
            "multiply_by": module.Product.multiply_by,
            "value_of": lambda p: p.value,
            "close": module.Product.close,
            "panic": module._panic,
            "multiply_of_dropped_library": forget(package),
        }

    return load


@dataclass(frozen=True)
class Column:
    """One tool in one form."""

    name: str
    form: str  # "raw", "peer" or "finished"
    load: Callable[[], Namespace]
    tool: str = ""  # of a raw form: the tool whose finished form stands beside it


RAW = [
    Column("ctypes undeclared", "raw", ctypes_undeclared, "ctypes"),
    Column("ctypes declared", "raw", ctypes_declared, "ctypes"),
    Column("CFFI ABI", "raw", cffi_abi, "CFFI"),
    Column("CFFI API", "raw", cffi_api, "CFFI"),
    Column("Cython", "raw", cython, "Cython"),
    Column("cxx + pybind11", "raw", cxx, "cxx + pybind11"),
    Column("PyO3", "raw", pyo3, "PyO3"),
    Column("nanobind", "peer", nanobind),
]
FINISHED = [
    Column(f"{tool} finished", "finished", finished(package), tool)
    for tool, package in [
        ("ctypes", "cmult_ctypes"),
        ("CFFI", "cmult_cffi"),
        ("Cython", "cmult_cython"),
        ("cxx + pybind11", "cmult_cxx"),
        ("PyO3", "cmult_pyo3"),
    ]
]
COLUMNS = {column.name: column for column in [*RAW, *FINISHED]}
