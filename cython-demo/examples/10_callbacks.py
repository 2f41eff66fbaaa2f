"""Callbacks: Rust calls Python, and Python may raise."""

import sys
from array import array

import cmult_cython
import cmult_cython.raw as raw


def invert(value: float) -> float:
    """Fail on zero."""
    return 1.0 / value


# Python's own hook prints to standard error, with addresses.
sys.unraisablehook = lambda args: print("  ignored:", args.exc_value)

print("raw")
# ANCHOR: raw
values = array("d", [4.0, 0.0, 2.0])
raw.map_in_place(values, invert)
print("  nothing raised:", values.tolist())
# ANCHOR_END: raw

print("finished")
# ANCHOR: finished
values = array("d", [4.0, 0.0, 2.0])
try:
    cmult_cython.map_in_place(values, invert)
except ZeroDivisionError as error:
    print("  raised:", error)
print("  earlier ones changed, later ones not:", values.tolist())
# ANCHOR_END: finished
try:
    cmult_cython.map_in_place(values, str)  # type: ignore[arg-type]
except TypeError as error:
    print("  a text comes back:", error)
