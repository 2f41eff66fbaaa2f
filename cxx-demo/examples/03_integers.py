"""Integers: pybind11 stops a float, but says TypeError to a large int."""

from decimal import Decimal

import cmult_cxx
import cmult_cxx.raw as raw

# ANCHOR: raw
print("raw")
for number in 6.7, 2**31:
    try:
        raw.multiply(number, 2.0)
    except TypeError as error:
        print(f"  {number} for an int:", str(error).partition(".")[0])
print("  Decimal('6.7') for an int:", raw.multiply(Decimal("6.7"), 2.0))
try:
    raw.checked_multiply(2**62, 2)
except RuntimeError as error:
    print("  2**62 times 2: RuntimeError:", error)
# ANCHOR_END: raw

print("finished")
print("  True counts as 1:", cmult_cxx.multiply(True, 2.0))
for wrong in 6.7, 2**31, Decimal("6.7"):
    try:
        cmult_cxx.multiply(wrong, 2.0)  # type: ignore[arg-type]
    except (TypeError, OverflowError) as error:
        print(f"  {wrong!r} for an int: {type(error).__name__}:", error)
try:
    cmult_cxx.checked_multiply(2**62, 2)
except OverflowError as error:
    print("  2**62 times 2: OverflowError:", error)
