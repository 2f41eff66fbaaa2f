"""Errors: a status of the C ABI becomes a Python exception."""

from collections.abc import Callable
from ctypes import PYFUNCTYPE
from typing import Any

from cmult_ctypes._library import library, prototype

# By the numbers of the header. Any other status would be a bug of this package, or of
# Rust: RuntimeError.
EXCEPTIONS: dict[int, type[Exception]] = {
    2: BufferError,  # CMULT_STATUS_MISALIGNED
    4: OverflowError,  # CMULT_STATUS_INTEGER_OVERFLOW
    5: ValueError,  # CMULT_STATUS_LENGTH_MISMATCH
    6: OverflowError,  # CMULT_STATUS_TEXT_TOO_LONG
    7: MemoryError,  # CMULT_STATUS_OUT_OF_MEMORY
    11: ValueError,  # CMULT_STATUS_CLOSED
}


# ANCHOR: check
def check(status: int, function: object = None, arguments: Any = None) -> Any:
    """Raise the exception that a status stands for: an `errcheck` of ctypes."""
    if status:  # anything but OK, which is 0
        del arguments  # which the traceback would keep
        message = library.cmult_status_message(status).decode()
        raise EXCEPTIONS.get(status, RuntimeError)(message)
    return arguments  # says that ctypes should go on, and return what went OUT


def checked(kind: Any, name: str, *paramflags: tuple[int]) -> Any:
    """The prototype of a function that returns a status."""
    function = prototype(kind, name, *paramflags)
    function.errcheck = check
    return function


# ANCHOR_END: check

# Makes Rust panic, to show what becomes of it.
_panic: Callable[[], None] = checked(PYFUNCTYPE, "cmult_panic")
