"""Strings: bytes in C, characters in Python."""

import cmult_cython
import cmult_cython.raw as raw

# ANCHOR: raw
print("raw")
try:
    raw.repeat("ab", 2)  # type: ignore[arg-type]
except TypeError as error:
    print("  a str:", error)
print("  bytes:", raw.repeat("né".encode(), 2))
print("  with a NUL inside:", raw.repeat(b"ab\0cd", 2), "(cut)")
print("  not UTF-8:", raw.repeat(b"\xff", 2), "(status dropped)")
# ANCHOR_END: raw

# ANCHOR: finished
print("finished")
print("  a str:", ascii(cmult_cython.repeat("né", 2)))
print("  with a NUL inside:", ascii(cmult_cython.repeat("ab\0cd", 2)))
try:
    cmult_cython.repeat("\ud800", 2)
except UnicodeEncodeError as error:
    print("  half a character:", error.reason)
try:
    cmult_cython.repeat("ab", -1)
except ValueError as error:
    print("  times -1:", error)
try:
    cmult_cython.repeat("ab", 2**63)
except OverflowError as error:
    print("  times 2**63:", error)
# ANCHOR_END: finished
