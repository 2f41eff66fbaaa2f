"""Strings: Python lends its bytes, Rust gives new ones, which go back to be freed."""

from __future__ import annotations

from ctypes import byref, string_at

from cmult_ctypes._convert import Integer, count
from cmult_ctypes._library import Text, library
from cmult_ctypes._status import check


def repeat(text: str, times: Integer) -> str:
    """Multiply a text: `times` copies of it, one after the other.

    Raises:
        TypeError: `text` is not a str or `times` not an integer.
        ValueError: `times` is negative.
        UnicodeEncodeError: `text` has a lone surrogate, which UTF-8 cannot hold.
        OverflowError: the result would be longer than memory can be.
        MemoryError: the result does not fit in memory.
    """
    # ANCHOR: repeat
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    data = str.encode(text)  # a subclass may have an encode() of its own
    copies = count("times", times)  # size_t is 64 bits wide where we build
    repeated = Text()
    check(library.cmult_text_repeat(data, len(data), copies, byref(repeated)))
    try:
        return string_at(repeated.data, repeated.length).decode()
    finally:
        library.cmult_text_free(repeated)
    # ANCHOR_END: repeat
