"""Strings: bytes up to the first NUL in C, characters in Python."""

from typing import Any

import cmult_cython
import cmult_cython.raw

# ANCHOR: raw
print("cmult_cython.raw:")
text: Any = "ab"
for encoded in (text, "é\0".encode(), b"\xff"):
    try:
        print(f"  {encoded!a}:", cmult_cython.raw.repeat(encoded, 3))
    except TypeError as error:
        print(f"  {encoded!a}: TypeError: {error}")
# ANCHOR_END: raw

# ANCHOR: finished
print("cmult_cython:")
print(" ", ascii(cmult_cython.repeat("é\0", 3)))
for text, times in (("\ud800", 1), ("ab", -1), ("ab", 2**62)):
    try:
        cmult_cython.repeat(text, times)
    except UnicodeEncodeError as error:
        print(f"  {text!a}: UnicodeEncodeError: {error.reason}")
    except OverflowError as error:
        print(f"  {text!a}: OverflowError: {error}")
# ANCHOR_END: finished
