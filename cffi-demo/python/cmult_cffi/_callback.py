"""A Python function that C can call.

C cannot pass an exception through. So it is kept, Rust is told to stop, and the
exception goes on its way when Rust has returned.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any

from cmult_cffi._convert import Number, any_float, is_number
from cmult_cffi._native import ffi


# ANCHOR: context
class Callback:
    """What one call of `map_in_place` gives Rust as the context."""

    def __init__(self, function: Callable[[float], Number]) -> None:
        self.function = function
        self.errors: list[BaseException] = []


# ANCHOR_END: context


# ANCHOR: callback
def keep(_: object, error: BaseException, traceback: TracebackType) -> None:
    """CFFI calls this when `call_python` raises, wherever it does."""
    # A `try` inside `call_python` would miss a Ctrl-C that arrives before it.
    callback = ffi.from_handle(traceback.tb_frame.f_locals["context"])
    callback.errors.append(error.with_traceback(traceback))


@ffi.def_extern(error=1, onerror=keep)
def call_python(value: float, result: Any, context: Any) -> int:
    """The body of the C function that build_ffi.py declares."""
    number = ffi.from_handle(context).function(value)
    if not is_number(number):
        kind = type(number).__name__
        raise TypeError(f"function must return a number, not {kind}")
    result[0] = any_float(
        number, "function must return a number that fits in a 64-bit float"
    )
    return 0


# ANCHOR_END: callback
