"""Text: UTF-8 lent to Rust, and Rust's own given back."""

from __future__ import annotations

from operator import index

from cmult_cffi._errors import check
from cmult_cffi._native import ffi, lib


def repeat(text: str, times: int) -> str:
    """Multiply a text: ``times`` copies of it, one after the other.

    Args:
        text: a str of any characters that UTF-8 has, NUL included.
        times: how many copies; not negative.

    Returns:
        The copies, as one new str.

    Raises:
        UnicodeEncodeError: ``text`` has a lone surrogate, which UTF-8 has not.
        OverflowError: the result would be longer than memory can be.
        MemoryError: the result does not fit in memory.
    """
    data = str.encode(text)  # a subclass may have an `encode` of its own
    # The owner is there before what it owns, so that nothing can come between.
    repeated = ffi.gc(ffi.new("CmultText *"), lib.text_free)
    check(lib.cmult_text_repeat(data, len(data), index(times), repeated))
    return str(ffi.buffer(repeated.data, repeated.length), "utf-8")
