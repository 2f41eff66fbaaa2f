"""Callbacks: Rust calls C++, C++ calls Python, and Python may raise."""

from array import array

import cmult_cxx
import cmult_cxx.raw as raw


def invert(value: float) -> float:
    """Fail on zero."""
    return 1.0 / value


print("raw")
values = array("d", [4.0, 0.0, 2.0])
try:
    raw.map_in_place(values, invert)
except RuntimeError as error:
    print("  RuntimeError:", str(error).splitlines()[0])
print("  nothing changed:", values.tolist())

print("finished")
try:
    cmult_cxx.map_in_place(values, invert)
except ZeroDivisionError as error:
    print("  ZeroDivisionError:", error)
print("  earlier ones changed, later ones not:", values.tolist())
try:
    cmult_cxx.map_in_place(values, str)  # type: ignore[arg-type]
except TypeError as error:
    print("  a text comes back:", error)
