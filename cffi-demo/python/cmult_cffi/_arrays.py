"""The functions that work in the caller's arrays.

An array is anything with a C-contiguous buffer of 64-bit floats: `array('d')`,
NumPy, memoryview; of any shape.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cmult_cffi._buffer import doubles
from cmult_cffi._callback import Callback
from cmult_cffi._convert import Number, to_f64
from cmult_cffi._native import ffi, lib
from cmult_cffi._status import check

if TYPE_CHECKING:
    from typing_extensions import Buffer


# ANCHOR: scale
def scale_in_place(values: Buffer, factor: Number) -> None:
    """Multiply each element by `factor`, in place.

    Raises:
        TypeError: `values` is no buffer of 64-bit floats, `factor` no number.
        BufferError: `values` is read-only, strided or misaligned.
        OverflowError: `factor` is an integer too large for a float.
    """
    number = to_f64(factor, "factor")
    with doubles(values, "values", writable=True) as data:
        check(lib.cmult_array_scale(data, len(data), number))


# ANCHOR_END: scale


# ANCHOR: dot
def dot(a: Buffer, b: Buffer) -> float:
    """Multiply two arrays element by element and add the products.

    Raises:
        TypeError: an argument is no buffer of 64-bit floats.
        BufferError: an argument is strided or misaligned.
        ValueError: they differ in length.
    """
    total = ffi.new("double *")
    with doubles(a, "a") as left, doubles(b, "b") as right:
        check(lib.cmult_array_dot(left, len(left), right, len(right), total))
    return float(total[0])


# ANCHOR_END: dot


def map_in_place(values: Buffer, function: Callable[[float], Number]) -> None:
    """Replace each element by what `function` returns for it, in order.

    What it raises arrives here as it is: earlier elements are changed then,
    later ones are not.

    Raises:
        TypeError: `values` is no buffer of 64-bit floats, or `function` cannot
            be called or returns no number.
        BufferError: `values` is read-only, strided or misaligned.
        OverflowError: `function` returns an integer too large for a float.
    """
    # ANCHOR: map
    if not callable(function):
        kind = type(function).__name__
        raise TypeError(f"function must be callable, not {kind}")
    callback = Callback(function)
    # A handle is a `void *` that finds its way back to a Python object, for as
    # long as this variable keeps it.
    context = ffi.new_handle(callback)
    with doubles(values, "values", writable=True) as data:
        status = lib.cmult_array_map(data, len(data), lib.call_python, context)
    if status == lib.CMULT_STATUS_CALLBACK_STOPPED:
        if callback.errors:
            raise callback.errors.pop()
        # Python could not even enter the function that keeps the error.
        raise RecursionError("the stack has no room for a callback")
    check(status)
    # ANCHOR_END: map
