"""Strings: Python lends its bytes, Rust gives new ones, which go back to be freed."""

from collections.abc import Callable
from ctypes import CFUNCTYPE, string_at

from cmult_ctypes._convert import to_int
from cmult_ctypes._errors import checked
from cmult_ctypes._library import Text, library

_repeat: Callable[..., None] = checked(CFUNCTYPE, "cmult_text_repeat")


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
    # ANCHOR: repeat
    data = str.encode(text)  # a subclass may have an encode() of its own
    copies = Text()  # none yet: freeing that does nothing
    try:
        # A size_t is 64 bits wide where we build.
        _repeat(data, len(data), to_int(times, 0, 2**64), copies)
        return string_at(copies.data, copies.length).decode()
    finally:
        library.cmult_text_free(copies)
    # ANCHOR_END: repeat
