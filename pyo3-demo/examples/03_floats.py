"""Floats: Python's have 64 bits, f32 has 32, and PyO3 drops the rest."""

import math

import cmult_pyo3
import cmult_pyo3.raw

# What 32 bits make of 2.3, multiplied and widened again.
print("6 * 2.3 =", cmult_pyo3.multiply(6, 2.3))

print("raw: 1 * 1e300 =", cmult_pyo3.raw.multiply(1, 1e300))
try:
    cmult_pyo3.multiply(1, 1e300)
except OverflowError as error:
    print("finished: OverflowError:", error)

# An infinity that was meant is not an overflow.
print("finished: 1 * inf =", cmult_pyo3.multiply(1, math.inf))
