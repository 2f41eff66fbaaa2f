"""Arrays: the caller's memory, used where it lies."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cmult_cffi._errors import check
from cmult_cffi._native import ffi, lib

if TYPE_CHECKING:
    from typing_extensions import Buffer
else:  # where it is in the standard library depends on Python's version
    Buffer = Any

# ANCHOR: doubles
DOUBLES = ffi.typeof("double[]")  # looked up once, not in each call
# `d` is a double; the character before it says which byte order.
FORMATS = {"d", "@d", "=d", "<d" if sys.byteorder == "little" else ">d"}


def doubles(values: Buffer, writable: bool = False) -> Any:
    """Borrow an array for a `with` statement, in which nobody can resize it."""
    view = memoryview(values)
    try:
        # CFFI ignores the format, and leaves the rest to each kind of array.
        if view.format not in FORMATS:
            raise TypeError(f"64-bit floats are required, not {view.format!r}")
        if not view.c_contiguous:
            raise BufferError("the array must be C-contiguous")
        if writable and view.readonly:
            raise BufferError("the array must be writable")
        return ffi.from_buffer(DOUBLES, values, writable)
    finally:
        del view  # or a traceback would keep it, and the array with it


# ANCHOR_END: doubles


def scale_in_place(values: Buffer, factor: float) -> None:
    """Multiply each element of an array by ``factor``, where it lies.

    Other threads run while the array is long; they must leave it alone.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        factor: a number.
    """
    with doubles(values, writable=True) as data:
        check(lib.cmult_array_scale(data, len(data), factor))


def dot(a: Buffer, b: Buffer) -> float:
    """Multiply two arrays element by element, and add the products.

    The order of the additions is fixed: the sum is the same on every machine. Other
    threads run while the arrays are long; they must leave them alone.

    Args:
        a: a C-contiguous buffer of 64-bit floats.
        b: another of the same length.

    Returns:
        The sum, a 64-bit float.

    Raises:
        ValueError: ``a`` and ``b`` differ in length.
    """
    total = ffi.new("double *")
    with doubles(a) as x, doubles(b) as y:
        check(lib.cmult_array_dot(x, len(x), y, len(y), total))
    return total[0]


# ANCHOR: callback
def keep(_: object, error: BaseException, traceback: Any) -> None:
    """Keep what `call_function` raised: CFFI calls this when it did."""
    # It goes to the frame that called Rust. CFFI's manual takes the one of the
    # traceback, which is not there if memory was short before the first line.
    errors = sys._getframe(1).f_locals["errors"]
    errors.append(error.with_traceback(traceback))


@ffi.def_extern(onerror=keep)
def call_function(value: float, result: Any, function: Any) -> bool:
    """Be the body of the C function that build_ffi.py declares."""
    result[0] = ffi.from_handle(function)(value)
    return True


# ANCHOR_END: callback


def map_in_place(values: Buffer, function: Callable[[float], float]) -> None:
    """Replace each element of an array by what ``function`` makes of it, in order.

    What ``function`` raises comes out as it is: elements before it are changed then,
    the others are not. It may read and change the same array, but not resize it.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        function: takes and returns a float.
    """
    errors: list[BaseException] = []
    with doubles(values, writable=True) as data:
        # A handle is a `void *` that finds its way back to a Python object.
        status = lib.array_map(data, len(data), ffi.new_handle(function))
    if errors:
        error = errors.pop()
        context = error.__context__
        try:
            raise error
        finally:
            error.__context__ = context  # `raise` may have put another there
            del error  # or the traceback would keep itself
    if status == lib.CMULT_STATUS_CALLBACK_STOPPED:
        raise RecursionError("Python could not call the function")
    check(status)
