"""Integers: ctypes cuts them to size, the finished binding refuses."""

import ctypes

import cmult_ctypes
from cmult_ctypes import raw

# ANCHOR: raw
# Declared, but not checked: 2**40 has forty zero bits, and 32 of them stay.
raw.multiply.argtypes = [ctypes.c_int32, ctypes.c_float]
raw.multiply.restype = ctypes.c_float
# ANCHOR_END: raw

# ANCHOR: both
for module in (raw, cmult_ctypes):
    print(f"{module.__name__}:")
    print("  6 * 2.5 =", module.multiply(6, 2.5))
    print("  True * 2.5 =", module.multiply(True, 2.5))
    for number in (2**40, 2**32 + 6, 6.7, "6"):
        try:
            print(f"  {number!r} * 2.5 =", module.multiply(number, 2.5))
        except (OverflowError, TypeError, ctypes.ArgumentError) as error:
            print(f"  {number!r}: {type(error).__name__}: {error}")
# ANCHOR_END: both

# A product that does not fit is found by Rust.
try:
    cmult_ctypes.checked_multiply(2**32, 2**31)
except OverflowError as error:
    print(f"2**32 * 2**31: OverflowError: {error}")
