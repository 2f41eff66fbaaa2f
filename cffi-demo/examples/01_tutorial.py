"""The tutorial's script: one call of Rust through CFFI (API, out-of-line)."""

import cmult_cffi.raw

# ANCHOR: call
x, y = 6, 2.3
answer = cmult_cffi.raw.cmult(x, y)
print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}")
# ANCHOR_END: call
