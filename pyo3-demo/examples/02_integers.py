"""Integers: PyO3 wraps and cuts none, and names the argument in a note."""

import cmult_pyo3
import cmult_pyo3.raw

# ANCHOR: both
for module in (cmult_pyo3.raw, cmult_pyo3):
    print(f"{module.__name__}:")
    print("  7 * 6 =", module.checked_multiply(7, 6))
    print("  True * 6 =", module.checked_multiply(True, 6))
    for a in (2**63, 6.7, "6"):
        try:
            module.checked_multiply(a, 1)
        except (OverflowError, TypeError) as error:
            print(f"  {a!r}: {type(error).__name__}: {error}")
            print(f"    {error.__notes__[0]}")
    try:
        module.checked_multiply(2**32, 2**31)
    except (OverflowError, ValueError) as error:
        print(f"  2**32 * 2**31: {type(error).__name__}: {error}")
# ANCHOR_END: both
