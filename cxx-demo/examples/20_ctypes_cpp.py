"""The same C++ function without pybind11: a C symbol, through ctypes."""

import ctypes
import sys
from pathlib import Path

if sys.platform == "win32":
    name = "cppmult.dll"
elif sys.platform == "darwin":
    name = "libcppmult.dylib"
else:
    name = "libcppmult.so"

if __name__ == "__main__":
    # ANCHOR: load
    # `just build-cppmult` put the shared library there; or name another.
    folder = Path(__file__).resolve().parents[2] / "target" / "lib"
    path = sys.argv[1] if len(sys.argv) > 1 else str(folder / name)
    cpp_lib = ctypes.CDLL(path)
    # ANCHOR_END: load

    # Sample data for our call:
    x, y = 6, 2.3

    # This gives a wrong answer: ctypes takes every result for an int.
    answer = cpp_lib.cppmult(x, ctypes.c_float(y))
    print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}  (garbage)")
    print()

    # Now ctypes knows that the function returns a float.
    cpp_lib.cppmult.restype = ctypes.c_float
    answer = cpp_lib.cppmult(x, ctypes.c_float(y))
    print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}")
