"""Floats: Python's have 64 bits, f32 has 32, and ctypes drops the rest."""

import ctypes
import math

import cmult_ctypes
from cmult_ctypes import raw

raw.multiply.argtypes = [ctypes.c_int32, ctypes.c_float]
raw.multiply.restype = ctypes.c_float

for module in (raw, cmult_ctypes):
    print(f"{module.__name__}:")
    # What 32 bits make of 2.3, multiplied and widened again.
    print("  6 * 2.3 =", module.multiply(6, 2.3))
    # An infinity that was meant is not an overflow.
    print("  1 * inf =", module.multiply(1, math.inf))
    try:
        print("  1 * 1e300 =", module.multiply(1, 1e300))
    except OverflowError as error:
        print("  1 * 1e300: OverflowError:", error)
