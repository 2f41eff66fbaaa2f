"""Booleans: c_bool makes one of everything, as an `if` does."""

import ctypes

import cmult_ctypes
from cmult_ctypes import raw

# ANCHOR: both
raw.logical_and.argtypes = [ctypes.c_bool, ctypes.c_bool]
raw.logical_and.restype = ctypes.c_bool

for module in (raw, cmult_ctypes):
    print(f"{module.__name__}:")
    print("  True and False =", module.logical_and(True, False))
    print("  'no' and 2 =", module.logical_and("no", 2))
# ANCHOR_END: both
