"""The tutorial's pybind11 script: a C++ function, called from Python."""

from cmult_cxx.raw import cppmult

# ANCHOR: call
# Sample data for our call:
x, y = 6, 2.3

answer = cppmult(x, y)
print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}")
# ANCHOR_END: call
