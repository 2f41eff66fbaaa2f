"""Errors: a Result in Rust is an exception in C++, and one in Python."""

from array import array

import cmult_cxx
import cmult_cxx.raw as raw

# ANCHOR: raw
print("raw")
try:
    raw.checked_multiply(2**62, 2)
except RuntimeError as error:
    print("  too large: RuntimeError:", error)
try:
    raw.dot([1.0], [1.0, 2.0])
except RuntimeError as error:
    print("  different lengths: RuntimeError:", error)
print("  raw.panic() would end the interpreter")
# ANCHOR_END: raw

# ANCHOR: finished
print("finished")
try:
    cmult_cxx.checked_multiply(2**62, 2)
except OverflowError as error:
    print("  too large: OverflowError:", error)
try:
    cmult_cxx.dot(array("d", [1.0]), array("d", [1.0, 2.0]))
except ValueError as error:
    print("  different lengths: ValueError:", error)
try:
    cmult_cxx._panic()
except RuntimeError as error:
    print("  a panic: RuntimeError:", error)
# ANCHOR_END: finished
