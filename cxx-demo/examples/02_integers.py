"""Integers: pybind11 cuts no float, but a Decimal, until it is told not to convert."""

from decimal import Decimal

import cmult_cxx
import cmult_cxx.raw

# ANCHOR: both
for module in (cmult_cxx.raw, cmult_cxx):
    print(f"{module.__name__}:")
    print("  7 * 6 =", module.checked_multiply(7, 6))
    print("  True * 6 =", module.checked_multiply(True, 6))
    for a in (Decimal("6.7"), 6.7, "6", 2**63):
        try:
            print(f"  {a!r}:", module.checked_multiply(a, 1))
        except TypeError as error:
            print(f"  {a!r}: TypeError:", str(error).partition(".")[0])
    try:
        module.checked_multiply(2**62, 2)
    except (RuntimeError, OverflowError) as error:
        print(f"  2**62 * 2: {type(error).__name__}: {error}")
# ANCHOR_END: both

# All that pybind11 says of an argument that does not fit.
try:
    cmult_cxx.multiply("6", 2.3)  # type: ignore[arg-type]
except TypeError as error:
    print(error)
