"""Arrays: Rust works in the memory of the Python object, no copy is made."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import ArgumentError, _Pointer, byref, c_double
from typing import Any

from cmult_ctypes._buffer import DoubleBuffer
from cmult_ctypes._convert import Number, any_float, float64
from cmult_ctypes._library import MapFunction, library
from cmult_ctypes._status import check


# ANCHOR: scale_in_place
def scale_in_place(values: Any, factor: Number) -> None:
    """Multiply each element of `values` by `factor`, in place.

    Args:
        values: a writable C-contiguous buffer of 64-bit floats, of any shape.
        factor: a number.

    Raises:
        TypeError: `values` is no buffer of 64-bit floats, `factor` no number.
        OverflowError: `factor` is an integer too large for a float.
        BufferError: `values` is read-only, strided or misaligned.
    """
    number = float64("factor", factor)
    with DoubleBuffer("values", values, writable=True) as array:
        check(library.cmult_array_scale(array.address, array.length, number))


# ANCHOR_END: scale_in_place


def dot(a: Any, b: Any) -> float:
    """Multiply two arrays element by element and add the products.

    Args:
        a: a C-contiguous buffer of 64-bit floats; any shape counts as flat.
        b: another of the same number of elements.

    Raises:
        TypeError: an argument is no buffer of 64-bit floats.
        BufferError: an argument is strided or misaligned.
        ValueError: the numbers of elements differ.
    """
    result = c_double()
    with DoubleBuffer("a", a) as x, DoubleBuffer("b", b) as y:
        check(
            library.cmult_array_dot(
                x.address, x.length, y.address, y.length, byref(result)
            )
        )
    return result.value


# ANCHOR: map_in_place
def map_in_place(values: Any, function: Callable[[float], Number]) -> None:
    """Replace each element of `values` by what `function` makes of it, in order.

    When `function` raises, its exception is the caller's; elements before that
    one stay changed, the others untouched.

    Args:
        values: a writable C-contiguous buffer of 64-bit floats, of any shape.
        function: takes and returns a float.

    Raises:
        TypeError: `values` is no buffer of 64-bit floats, `function` cannot be
            called or returns no number.
        OverflowError: `function` returns an integer too large for a float.
        BufferError: `values` is read-only, strided or misaligned.
    """
    if not callable(function):
        kind = type(function).__name__
        raise TypeError(f"function must be callable, not {kind}")
    raised: list[BaseException] = []
    steps = 0

    # An exception cannot pass through Rust: it waits here until the call is over.
    def step(value: float, result: _Pointer[c_double], _context: int | None) -> int:
        nonlocal steps
        try:
            result[0] = returned(function(value))
            steps += 1
        except BaseException as error:
            raised.append(error)
            return 1
        return 0

    with DoubleBuffer("values", values, writable=True) as array:
        callback = MapFunction(step)  # must outlive the call
        try:
            status = library.cmult_array_map(
                array.address, array.length, callback, None
            )
        except ArgumentError as error:
            # The arguments are right: the stack was full when ctypes looked at them.
            raise RecursionError(str(error)) from None
    if raised:
        try:
            raise raised.pop()
        finally:
            del step, callback  # or the traceback would keep itself alive
    check(status)
    # ctypes drops an exception that comes before `step` could catch it.
    if steps != array.length:
        raise RuntimeError("function could not be called")


# ANCHOR_END: map_in_place


def returned(value: Number) -> float:
    """The float that a callback returned."""
    if type(value) is float:
        return value
    return any_float(
        value,
        "function must return a number",
        "function must return a number that fits in a 64-bit float",
    )
