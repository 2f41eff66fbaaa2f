"""From a status code to an exception: the only place where that happens."""

from cmult_cffi._native import ffi, lib

# ANCHOR: check
_EXCEPTIONS = {
    lib.CMULT_STATUS_MISALIGNED: BufferError,
    lib.CMULT_STATUS_INTEGER_OVERFLOW: OverflowError,
    lib.CMULT_STATUS_LENGTH_MISMATCH: ValueError,
    lib.CMULT_STATUS_TEXT_TOO_LONG: OverflowError,
    lib.CMULT_STATUS_OUT_OF_MEMORY: MemoryError,
    lib.CMULT_STATUS_CLOSED: ValueError,
}


def check(status: int) -> None:
    """Return if all went well, raise what the status stands for if not."""
    if status:
        message = ffi.string(lib.cmult_status_message(status)).decode()
        # What has no better name (a panic, a code from the future) is a bug of
        # the library, and Python's name for that is RuntimeError.
        raise _EXCEPTIONS.get(status, RuntimeError)(message)


# ANCHOR_END: check


def _panic() -> None:
    """Make Rust panic, which arrives here as a RuntimeError."""
    check(lib.cmult_panic())
