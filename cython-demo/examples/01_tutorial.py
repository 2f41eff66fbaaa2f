"""The tutorial's script: call Rust from Python, and print on both sides."""

import cmult_cython

# ANCHOR: call
x, y = 6, 2.3
answer = cmult_cython.cmult(x, y)
print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}")
# ANCHOR_END: call
