"""Floats: a C float has half the bits of Python's, and Cython drops the others."""

import math
from typing import Any

import cmult_cython
import cmult_cython.raw

text: Any = "2.3"
for module in (cmult_cython.raw, cmult_cython):
    print(f"{module.__name__}:")
    # What 32 bits make of 2.3, multiplied and widened again.
    print("  6 * 2.3 =", module.multiply(6, 2.3))
    # An infinity that was meant is not an overflow.
    print("  1 * inf =", module.multiply(1, math.inf))
    for factor in (1e300, text):
        try:
            print(f"  1 * {factor!r} =", module.multiply(1, factor))
        except (OverflowError, TypeError) as error:
            print(f"  1 * {factor!r}: {type(error).__name__}: {error}")
