"""Strings: any text goes in and comes out, and bytes are no text."""

import cmult_cxx
import cmult_cxx.raw as raw

print("raw")
print("  any characters:", raw.repeat("né", 2))
print("  NUL too:", repr(raw.repeat("a\0b", 2)))
print("  bytes pass for a text:", raw.repeat(b"ab", 2))
try:
    raw.repeat("\ud800", 2)
except TypeError as error:
    print("  a lone surrogate: TypeError:", str(error).partition(".")[0])
try:
    raw.repeat("ab", 2**63)
except RuntimeError as error:
    print("  too long: RuntimeError:", error)

print("finished")
print("  any characters:", cmult_cxx.repeat("né", 2))
print("  NUL too:", repr(cmult_cxx.repeat("a\0b", 2)))
try:
    cmult_cxx.repeat(b"ab", 2)  # type: ignore[arg-type]
except TypeError as error:
    print("  bytes:", error)
try:
    cmult_cxx.repeat("\ud800", 2)
except UnicodeEncodeError as error:
    print("  a lone surrogate: UnicodeEncodeError:", error.reason)
try:
    cmult_cxx.repeat("ab", -1)
except ValueError as error:
    print("  a negative number: ValueError:", error)
try:
    cmult_cxx.repeat("ab", 2**63)
except OverflowError as error:
    print("  too long: OverflowError:", error)
