"""Errors: of a Result the bridge keeps the text; a struct can say what it was."""

from array import array

import cmult_cxx
import cmult_cxx.raw

# ANCHOR: both
for module in (cmult_cxx.raw, cmult_cxx):
    print(f"{module.__name__}:")
    try:
        module.checked_multiply(2**62, 2)
    except (OverflowError, RuntimeError) as error:
        print(f"  {type(error).__name__}: {error}")
    try:
        module.dot(array("d", [1.0]), array("d", [1.0, 2.0]))
    except (ValueError, RuntimeError) as error:
        print(f"  {type(error).__name__}: {error}")
# ANCHOR_END: both

# A panic is a bug, not an error. (Rust has also told stderr about it.)
try:
    cmult_cxx._panic()
except RuntimeError as error:
    print(f"RuntimeError: {error}")
print("still alive:", cmult_cxx.multiply(6, 2.5))
