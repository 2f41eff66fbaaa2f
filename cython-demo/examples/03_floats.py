"""Floats: a C float has half the bits of Python's."""

import math
from fractions import Fraction

import cmult_cython
import cmult_cython.raw as raw

print("raw")
print("  6 times 2.3:", raw.multiply(6, 2.3), "(24 bits of it are right)")
print("  6 times 1e300:", raw.multiply(6, 1e300), "(no word of warning)")

print("finished")
print("  6 times 2.3:", cmult_cython.multiply(6, 2.3))
print("  6 times infinity:", cmult_cython.multiply(6, math.inf))
print("  6 times a Fraction:", cmult_cython.multiply(6, Fraction(5, 2)))
try:
    cmult_cython.multiply(6, 1e300)
except OverflowError as error:
    print("  6 times 1e300:", error)
try:
    cmult_cython.multiply(6, "2.3")  # type: ignore[arg-type]
except TypeError as error:
    print("  6 times a text:", error)
