"""The columns: how each tool spells a call.

Nothing is converted and nothing checked on the way: where a tool takes the arguments as
they are, its own function stands here. What C wants besides (a length, a place for the
result) is added in `raw_calls`, and a status that is not 0 is handed on as it is. What
a tool does not offer at all is left out; its cells are "n/a".
"""

from __future__ import annotations

import _ctypes
import ctypes
import gc
import importlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from compare import raw_calls
from compare.raw_calls import Status
from compare.tools import TOOLS

Namespace = dict[str, Any]

# What a tool may offer. `text` is a str in the form in which a tool takes one.
FUNCTIONS = {
    "checked_multiply", "close", "compound", "dot", "free", "logical_and",
    "map_in_place", "multiply", "multiply_by", "multiply_complex",
    "multiply_of_closed_library", "multiply_of_dropped_library", "panic", "product",
    "repeat", "scale_in_place", "text", "value_of",
}  # fmt: skip


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


def status_of(function: Callable[..., int]) -> Callable[..., Status | None]:
    """Make of a code a status that shows, and of 0, as Python does, nothing."""
    return lambda *arguments: Status(function(*arguments)) or None


def of_c(functions: Any) -> Namespace:
    """Spell calls for the C functions: a text is bytes, an object a pointer."""

    def close(product: Any) -> None:
        """Return nothing, also where a tool does not know that there is nothing."""
        functions.close(product)

    codes = ("scale_in_place", "map_in_place", "multiply_by", "panic")
    return {
        **vars(functions),
        "text": str.encode,
        "close": close,
        **{name: status_of(getattr(functions, name)) for name in codes},
    }


def ctypes_undeclared() -> Namespace:
    """Spell calls for ctypes that knows nothing but names."""
    return of_c(raw_calls.ctypes_undeclared()) | of_libraries(declare=False)


def ctypes_declared() -> Namespace:
    """Spell calls for ctypes that knows argument and result types."""
    return of_c(raw_calls.ctypes_declared()) | of_libraries(declare=True)


def of_libraries(*, declare: bool) -> Namespace:
    """Spell how ctypes takes a function out of a library that goes away."""
    from cmult_ctypes._library import LIBRARY_PATH

    return {
        "multiply_of_dropped_library": lambda: ctypes_multiply(
            LIBRARY_PATH, declare=declare, close=False
        ),
        "multiply_of_closed_library": lambda: ctypes_multiply(
            LIBRARY_PATH, declare=declare, close=True
        ),
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

    return of_c(raw_calls.cffi_calls(raw_abi)) | {
        "multiply_of_dropped_library": multiply_of_dropped_library,
        "multiply_of_closed_library": lambda: multiply(close=True),
    }


def cffi_api() -> Namespace:
    """Spell calls for CFFI with a compiler: an extension module."""
    from cmult_cffi import raw

    forgotten = {"multiply_of_dropped_library": forget("cmult_cffi.raw")}
    return of_c(raw_calls.cffi_calls(raw)) | forgotten


def of_module(name: str) -> Namespace:
    """Spell calls for an extension module: as Python writes them."""
    module: Any = importlib.import_module(name)
    functions = {
        function: getattr(module, function)
        for function in FUNCTIONS
        if hasattr(module, function)
    }
    return functions | {
        "text": str,
        "product": module.Product,
        "multiply_by": module.Product.multiply_by,
        "value_of": lambda p: p.value,
        "multiply_of_dropped_library": forget(name),
    }


def cython() -> Namespace:
    """Spell calls for Cython's typed functions: texts are bytes, codes come back."""
    from cmult_cython import raw

    return of_module("cmult_cython.raw") | {
        "text": str.encode,
        "repeat": lambda text, times: raw.repeat(text, times).decode(),
        "panic": status_of(raw.panic),
    }


def cxx() -> Namespace:
    """Spell calls for pybind11 over cxx; the value of a product is a method."""
    raw: Any = importlib.import_module("cmult_cxx.raw")
    return of_module("cmult_cxx.raw") | {"value_of": raw.Product.value}


def finished(package: str) -> Namespace:
    """Spell calls for a finished binding, whose objects can be closed."""
    module: Any = importlib.import_module(package)
    return of_module(package) | {
        "close": module.Product.close,
        "panic": module._panic,
    }


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
    Column("PyO3", "raw", partial(of_module, "cmult_pyo3.raw"), "PyO3"),
    Column("nanobind", "peer", partial(of_module, "cmult_peers.nanobind_alone")),
]
FINISHED = [
    Column(f"{t.name} finished", "finished", partial(finished, t.package), t.name)
    for t in TOOLS
]
COLUMNS = {column.name: column for column in [*RAW, *FINISHED]}
