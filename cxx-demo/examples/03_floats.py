"""Floats: Python's have 64 bits, C++'s float has 32, and pybind11 drops the rest."""

import math
from fractions import Fraction

import cmult_cxx
import cmult_cxx.raw

print("6 * 2.3 =", cmult_cxx.multiply(6, 2.3))

for module in (cmult_cxx.raw, cmult_cxx):
    print(f"{module.__name__}:")
    print("  6 * 1 =", module.multiply(6, 1))
    print("  6 * inf =", module.multiply(6, math.inf))
    for number in (Fraction(1, 2), "2.3", 1e300):
        try:
            answer: object = module.multiply(6, number)
        except (OverflowError, TypeError) as error:
            answer = f"{type(error).__name__}: {str(error).partition('.')[0]}"
        print(f"  6 * {number!r}:", answer)
