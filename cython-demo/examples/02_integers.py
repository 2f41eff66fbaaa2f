"""Integers: Python's have no limit, and a C type cuts what does not fit."""

import cmult_cython
import cmult_cython.raw as raw

# ANCHOR: raw
print("raw")
print("  6.7 for an int:", raw.multiply(6.7, 2.0), "(the 0.7 is gone)")
print("  2**62 times 2:", raw.checked_multiply(2**62, 2), "(status dropped)")
try:
    raw.multiply(2**31, 2.0)
except OverflowError as error:
    print("  2**31 for an int:", error)
# ANCHOR_END: raw

# ANCHOR: finished
print("finished")
print("  2**31 times 2**31:", cmult_cython.checked_multiply(2**31, 2**31))
print("  True counts as 1:", cmult_cython.multiply(True, 2.0))
try:
    cmult_cython.multiply(6.7, 2.0)  # type: ignore[arg-type]
except TypeError as error:
    print("  6.7 for an int:", error)
try:
    cmult_cython.multiply(2**31, 2.0)
except OverflowError as error:
    print("  2**31 for an int:", error)
try:
    cmult_cython.checked_multiply(2**62, 2)
except OverflowError as error:
    print("  2**62 times 2:", error)
# ANCHOR_END: finished
