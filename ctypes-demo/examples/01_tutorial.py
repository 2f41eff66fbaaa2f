"""The tutorial's ctypes script: it fails, it is wrong, then it is right."""

import ctypes
import sys
from pathlib import Path

NAMES = {"win32": "cmult.dll", "darwin": "libcmult.dylib"}

# ANCHOR: load
# `just build-cmult` put the shared library there.
folder = Path(__file__).resolve().parents[2] / "target" / "lib"
c_lib = ctypes.CDLL(str(folder / NAMES.get(sys.platform, "libcmult.so")))
# ANCHOR_END: load

# ANCHOR: sample
# Sample data for our call:
x, y = 6, 2.3
# ANCHOR_END: sample

# ANCHOR: argument-error
# This does not work: ctypes has no idea what to make of a float.
try:
    c_lib.cmult(x, y)
except ctypes.ArgumentError as error:
    print(f"    ArgumentError: {error}")
print()
# ANCHOR_END: argument-error

# ANCHOR: no-restype
# This gives a wrong answer: ctypes takes every result for an int.
answer = c_lib.cmult(x, ctypes.c_float(y))
# ANCHOR_END: no-restype
print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}  (garbage)")
print()

# ANCHOR: restype
# Now ctypes knows that the function returns a float.
c_lib.cmult.restype = ctypes.c_float
answer = c_lib.cmult(x, ctypes.c_float(y))
print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}")
# ANCHOR_END: restype
