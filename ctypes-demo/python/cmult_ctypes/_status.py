"""The funnel: a status code of the C ABI becomes a Python exception."""

from __future__ import annotations

from cmult_ctypes._library import Status, library

# Whatever is not listed would be a bug of this package, or of Rust: RuntimeError.
# ANCHOR: check
EXCEPTIONS: dict[int, type[Exception]] = {
    Status.MISALIGNED: BufferError,
    Status.INTEGER_OVERFLOW: OverflowError,
    Status.LENGTH_MISMATCH: ValueError,
    Status.TEXT_TOO_LONG: OverflowError,
    Status.OUT_OF_MEMORY: MemoryError,
}


def check(status: int) -> None:
    """Raise the exception that a status stands for."""
    if status:  # anything but OK, which is 0
        message = library.cmult_status_message(status).decode()
        raise EXCEPTIONS.get(status, RuntimeError)(message)


# ANCHOR_END: check
