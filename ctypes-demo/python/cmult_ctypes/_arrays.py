"""Arrays: Rust works in the memory of the Python object, no copy is made."""

import sys
from collections.abc import Callable
from ctypes import CFUNCTYPE, PYFUNCTYPE, c_double
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any

from cmult_ctypes._buffer import READABLE, WRITABLE, doubles
from cmult_ctypes._errors import check, checked
from cmult_ctypes._library import IN, OUT, MapFunction, prototype

if TYPE_CHECKING:
    from typing_extensions import Buffer
else:  # where it is in the standard library depends on Python's version
    Buffer = Any

_scale: Callable[..., None] = checked(CFUNCTYPE, "cmult_array_scale")
_dot: Callable[..., float] = checked(CFUNCTYPE, "cmult_array_dot", IN, IN, IN, IN, OUT)
# Python's code runs all the time: it would only fetch the GIL back for each element.
_map: Callable[..., int] = prototype(PYFUNCTYPE, "cmult_array_map")


def scale_in_place(values: Buffer, factor: float) -> None:
    """Multiply each element of an array by ``factor``, where it lies.

    Other threads run while the array is long; they must leave it alone.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        factor: a number.
    """
    _scale(*doubles(values, WRITABLE), c_double(factor))


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
    return _dot(*doubles(a, READABLE), *doubles(b, READABLE))


def map_in_place(values: Buffer, function: Callable[[float], float]) -> None:
    """Replace each element of an array by what ``function`` makes of it, in order.

    What ``function`` raises comes out as it is: elements before it are changed then,
    the others are not. It may read and change the same array, but not resize it.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        function: takes and returns a float.
    """
    raised: BaseException | None = None
    steps = 0

    # An exception cannot pass through Rust: it waits here until the call is over.
    def call_function(value: float, result: Any, _context: int | None) -> int:
        nonlocal raised, steps
        try:
            if dropped:
                sort_out()
            if raised is None:
                result[0] = function(value)
                steps += 1
                return 0
        except BaseException as error:
            raised = error
        return 1

    # What is raised before that `try`, ctypes tells to a hook, and goes on. A signal
    # handler, which runs at the first step of a function, raises there nearly always.
    # It runs in the main thread only.
    dropped: list[sys.UnraisableHookArgs] = []
    hook, keep, code = sys.unraisablehook, dropped.append, call_function.__code__

    def sort_out() -> None:
        nonlocal raised
        while dropped:
            report = dropped.pop(0)
            where = report.exc_traceback
            if where and where.tb_frame.f_code is code:
                raised = report.exc_value
            else:
                hook(report)

    array, length = doubles(values, WRITABLE)
    try:
        if current_thread() is main_thread():
            sys.unraisablehook = keep
        status = _map(array, length, MapFunction(call_function), None)
    finally:
        del array  # which the traceback would keep
        if sys.unraisablehook is keep:
            sys.unraisablehook = hook
        sort_out()
    if raised is not None:
        context = raised.__context__
        try:
            raise raised
        finally:
            # `raise` has put there what the caller is just handling; and while a
            # traceback leads here, it must not lead to itself.
            raised.__context__, raised = context, None
    check(status)
    # A callback that ctypes cannot reach, for lack of memory, may look like a success.
    if steps != length:
        raise RuntimeError("function could not be called")
