"""The raw C functions, with the least Python that gets a right answer out of them.

ctypes and CFFI hand us the C functions as they are. For two numbers that is all we
need. A text must be encoded, decoded and freed, an array must become a pointer and
a length: those few lines are written here, and nothing is checked in them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import byref, c_double, c_void_p
from types import ModuleType, SimpleNamespace
from typing import Any

Function = Callable[[float], float]


def ctypes_functions() -> SimpleNamespace:
    """Return what ctypes gives once argument and result types are declared."""
    from cmult_ctypes._library import MapFunction, Text, library

    def repeat(text: str, times: int) -> str:
        data = text.encode()
        copies = Text()
        library.cmult_text_repeat(data, len(data), times, byref(copies))
        result = ctypes.string_at(copies.data, copies.length).decode()
        library.cmult_text_free(copies)
        return result

    def pointer(values: Any) -> ctypes.Array[c_double]:
        return (c_double * len(values)).from_buffer(values)

    def dot(a: Any, b: Any) -> float:
        total = c_double()
        library.cmult_array_dot(pointer(a), len(a), pointer(b), len(b), byref(total))
        return total.value

    def map_in_place(values: Any, function: Function) -> None:
        def step(value: float, result: Any, _context: int | None) -> int:
            result[0] = function(value)
            return 0

        callback = MapFunction(step)
        library.cmult_array_map(pointer(values), len(values), callback, None)

    def product_new(start: float) -> c_void_p:
        handle = c_void_p()
        library.cmult_product_new(start, byref(handle))
        return handle  # never freed: there is one of them

    def product_value(handle: c_void_p) -> float:
        value = c_double()
        library.cmult_product_value(handle, byref(value))
        return value.value

    return SimpleNamespace(
        multiply=library.cmult_multiply,
        repeat=repeat,
        dot=dot,
        map_in_place=map_in_place,
        product_new=product_new,
        product_multiply_by=library.cmult_product_multiply_by,
        product_value=product_value,
        compound=library.cmult_compound,
    )


def cffi_functions(raw: ModuleType) -> SimpleNamespace:
    """Return what CFFI gives, in the mode that `raw` stands for."""
    ffi, lib = raw.ffi, raw.lib

    def repeat(text: str, times: int) -> str:
        data = text.encode()
        copies = ffi.new("CmultText *")
        lib.cmult_text_repeat(data, len(data), times, copies)
        result = ffi.unpack(ffi.cast("char *", copies.data), copies.length).decode()
        lib.cmult_text_free(copies[0])
        return str(result)

    def dot(a: Any, b: Any) -> float:
        total = ffi.new("double *")
        x, y = ffi.from_buffer("double[]", a), ffi.from_buffer("double[]", b)
        lib.cmult_array_dot(x, len(x), y, len(y), total)
        return float(total[0])

    def map_in_place(values: Any, function: Function) -> None:
        def step(value: float, result: Any, _context: object) -> int:
            result[0] = function(value)
            return 0

        callback = ffi.callback("int32_t(double, double *, void *)", step)
        pointer = ffi.from_buffer("double[]", values)
        lib.cmult_array_map(pointer, len(pointer), callback, ffi.NULL)

    def product_new(start: float) -> Any:
        handle = ffi.new("CmultProduct **")
        lib.cmult_product_new(start, handle)
        return handle[0]  # never freed: there is one of them

    def product_value(handle: Any) -> float:
        value = ffi.new("double *")
        lib.cmult_product_value(handle, value)
        return float(value[0])

    return SimpleNamespace(
        multiply=lib.cmult_multiply,
        repeat=repeat,
        dot=dot,
        map_in_place=map_in_place,
        product_new=product_new,
        product_multiply_by=lib.cmult_product_multiply_by,
        product_value=product_value,
        compound=lib.cmult_compound,
    )
