"""Floats: Python's have 64 bits, this function's have 32."""

import ctypes
from math import inf, nan

import cmult_ctypes
from cmult_ctypes import raw

if __name__ == "__main__":
    # Rounding to 32 bits is part of the function; it happens on the way in.
    print("multiply(6, 2.3):", cmult_ctypes.multiply(6, 2.3))

    # ANCHOR: raw
    raw.multiply.argtypes = [ctypes.c_int32, ctypes.c_float]
    raw.multiply.restype = ctypes.c_float
    print("raw multiply(1, 1e300):", raw.multiply(1, 1e300))
    # ANCHOR_END: raw

    # ANCHOR: finished
    try:
        cmult_ctypes.multiply(1, 1e300)
    except OverflowError as error:
        print("multiply(1, 1e300): OverflowError:", error)
    print("multiply(1, inf):", cmult_ctypes.multiply(1, inf))
    print("multiply(1, nan):", cmult_ctypes.multiply(1, nan))
    # ANCHOR_END: finished
