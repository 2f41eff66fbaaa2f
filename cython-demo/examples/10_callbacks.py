"""Callbacks: Rust calls Python, and what Python raises must come out again."""

import sys
from array import array
from typing import Any

import cmult_cython
import cmult_cython.raw

mistake = ValueError("no more than two")


def double(value: float) -> float:
    """Double what is not more than two."""
    if value > 2:
        raise mistake
    return 2 * value


# Python's own hook prints to standard error, with addresses.
sys.unraisablehook = lambda args: print("  ignored:", args.exc_value)

text: Any = str
for module in (cmult_cython.raw, cmult_cython):
    print(f"{module.__name__}:")
    values = array("d", [1.0, 2.0, 3.0, 4.0])
    try:
        module.map_in_place(values, double)
    except ValueError as error:
        print("  the same exception:", error is mistake)
    print(" ", values.tolist())
    try:
        module.map_in_place(array("d", [1.0]), text)
    except TypeError as error:
        print("  returns str:", error)
