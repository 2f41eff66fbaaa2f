"""Errors: a status of the C ABI becomes a Python exception."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import PYFUNCTYPE
from typing import Any

from cmult_ctypes._library import Status, library, prototype

# ANCHOR: check
# Whatever is not listed would be a bug of this package, or of Rust: RuntimeError.
EXCEPTIONS: dict[int, type[Exception]] = {
    Status.MISALIGNED: BufferError,
    Status.INTEGER_OVERFLOW: OverflowError,
    Status.LENGTH_MISMATCH: ValueError,
    Status.TEXT_TOO_LONG: OverflowError,
    Status.OUT_OF_MEMORY: MemoryError,
    Status.CLOSED: ValueError,
}


def check(status: int, function: object = None, arguments: Any = None) -> Any:
    """Raise the exception that a status stands for: an `errcheck` of ctypes."""
    if status:  # anything but OK, which is 0
        message = library.cmult_status_message(status).decode()
        raise EXCEPTIONS.get(status, RuntimeError)(message)
    return arguments  # says that ctypes should go on, and return what went OUT


def checked(kind: Any, name: str, *directions: int) -> Any:
    """The prototype of a function that returns a status."""
    function = prototype(kind, name, *directions)
    function.errcheck = check
    return function


# ANCHOR_END: check

# Makes Rust panic, to show what becomes of it.
_panic: Callable[[], None] = checked(PYFUNCTYPE, "cmult_panic")
