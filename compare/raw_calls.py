"""The functions of the C ABI, called through ctypes and CFFI with nothing of ours.

ctypes and CFFI hand us the C functions as they are. Where such a function takes what
Python has, numbers, it stands here itself. Where it wants more, a length, a place for
the result, a function that C can call, the few lines that give it that are written
here, once, for what a call costs and for what it does with bad input. They check
nothing: what the C function says goes back to the caller, as a status.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import byref, c_double, c_int64, c_void_p
from types import ModuleType, SimpleNamespace
from typing import Any

Step = Callable[[float], float]
# How a tool that knows no types is told that a number is a float; others are not.
Double = Callable[[Any], Any]


class Status(int):
    """What a C function answers when it could not do what it was asked."""

    def __repr__(self) -> str:
        return f"status {int(self)}"


def step_of(function: Step) -> Callable[[float, Any, Any], int]:
    """Make of a Python function what C calls for each element."""

    def step(value: float, result: Any, _context: Any) -> int:
        result[0] = function(value)
        return 0

    return step


def by_name(lib: Any) -> dict[str, Any]:
    """Return the functions that need nothing of ours."""
    return {
        "multiply": lib.cmult_multiply,
        "multiply_complex": lib.cmult_multiply_complex,
        "logical_and": lib.cmult_logical_and,
        "compound": lib.cmult_compound,
        "multiply_by": lib.cmult_product_multiply_by,
        "close": lib.cmult_product_close,
        "panic": lib.cmult_panic,
    }


def ctypes_calls(lib: Any, pointer: Callable[[Any], Any], double: Double) -> Any:
    """Return the functions of a library that ctypes has opened.

    Args:
        lib: the library, its functions declared or not.
        pointer: makes of an array what stands for its memory.
        double: makes of a number what stands for a `double`.
    """
    from cmult_ctypes._library import MapFunction, Text

    def checked_multiply(a: int, b: int) -> int:
        product = c_int64()
        status = lib.cmult_checked_multiply(a, b, byref(product))
        return Status(status) if status else product.value

    def repeat(data: bytes, times: int) -> Any:
        copies = Text()
        status = lib.cmult_text_repeat(data, len(data), times, byref(copies))
        if status:
            return Status(status)
        result = ctypes.string_at(copies.data, copies.length).decode()
        lib.cmult_text_free(copies)
        return result

    def scale_in_place(values: Any, factor: float) -> int:
        memory = pointer(values)
        return int(lib.cmult_array_scale(memory, len(values), double(factor)))

    def dot(a: Any, b: Any) -> float:
        total = c_double()
        status = lib.cmult_array_dot(
            pointer(a), len(a), pointer(b), len(b), byref(total)
        )
        return Status(status) if status else total.value

    def map_in_place(values: Any, function: Step) -> int:
        callback = MapFunction(step_of(function))
        return int(lib.cmult_array_map(pointer(values), len(values), callback, None))

    def product(start: float) -> Any:
        handle = c_void_p()
        status = lib.cmult_product_new(double(start), byref(handle))
        return Status(status) if status else handle

    def value_of(handle: Any) -> float:
        value = c_double()
        status = lib.cmult_product_value(handle, byref(value))
        return Status(status) if status else value.value

    def free(handle: c_void_p) -> None:
        """Free a product through a copy of the handle: the caller's stays as it is."""
        lib.cmult_product_free(byref(c_void_p(handle.value)))

    return SimpleNamespace(
        **by_name(lib),
        checked_multiply=checked_multiply,
        repeat=repeat,
        scale_in_place=scale_in_place,
        dot=dot,
        map_in_place=map_in_place,
        product=product,
        value_of=value_of,
        free=free,
    )


def ctypes_undeclared() -> Any:
    """Return the functions for ctypes that knows nothing but their names."""
    from cmult_ctypes import raw

    def address(values: Any) -> c_void_p:
        if hasattr(values, "buffer_info"):  # array.array
            return c_void_p(values.buffer_info()[0])
        return c_void_p(values.ctypes.data)  # NumPy's way

    def multiply_by(handle: Any, factor: float) -> int:
        return int(raw.library.cmult_product_multiply_by(handle, c_double(factor)))

    functions = ctypes_calls(raw.library, address, c_double)
    functions.multiply_by = multiply_by
    return functions


def ctypes_declared() -> Any:
    """Return the functions for ctypes that knows argument and result types."""
    from cmult_ctypes._library import library

    def memory_of(values: Any) -> Any:
        return (c_double * len(values)).from_buffer(values)

    return ctypes_calls(library, memory_of, lambda number: number)


def cffi_calls(raw: ModuleType) -> Any:
    """Return the functions for CFFI, in the mode that `raw` stands for."""
    ffi, lib = raw.ffi, raw.lib

    def memory_of(values: Any) -> Any:
        return ffi.from_buffer("double[]", values)

    def scale_in_place(values: Any, factor: float) -> int:
        memory = memory_of(values)
        return int(lib.cmult_array_scale(memory, len(memory), factor))

    def checked_multiply(a: int, b: int) -> int:
        product = ffi.new("int64_t *")
        status = lib.cmult_checked_multiply(a, b, product)
        return Status(status) if status else int(product[0])

    def repeat(data: bytes, times: int) -> Any:
        copies = ffi.new("CmultText *")
        status = lib.cmult_text_repeat(data, len(data), times, copies)
        if status:
            return Status(status)
        result = bytes(ffi.buffer(copies.data, copies.length)).decode()
        lib.cmult_text_free(copies[0])
        return result

    def dot(a: Any, b: Any) -> float:
        total = ffi.new("double *")
        x, y = memory_of(a), memory_of(b)
        status = lib.cmult_array_dot(x, len(x), y, len(y), total)
        return Status(status) if status else float(total[0])

    def map_in_place(values: Any, function: Step) -> int:
        callback = ffi.callback("int32_t(double, double *, void *)", step_of(function))
        memory = memory_of(values)
        return int(lib.cmult_array_map(memory, len(memory), callback, ffi.NULL))

    def product(start: float) -> Any:
        handle = ffi.new("CmultProduct **")
        status = lib.cmult_product_new(start, handle)
        return Status(status) if status else handle[0]

    def value_of(handle: Any) -> float:
        value = ffi.new("double *")
        status = lib.cmult_product_value(handle, value)
        return Status(status) if status else float(value[0])

    def free(handle: Any) -> None:
        """Free a product through a copy of the handle: the caller's stays as it is."""
        lib.cmult_product_free(ffi.new("CmultProduct **", handle))

    return SimpleNamespace(
        **by_name(lib),
        checked_multiply=checked_multiply,
        repeat=repeat,
        scale_in_place=scale_in_place,
        dot=dot,
        map_in_place=map_in_place,
        product=product,
        value_of=value_of,
        free=free,
    )
