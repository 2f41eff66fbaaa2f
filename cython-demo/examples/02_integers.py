"""Integers: Cython notices what is too large, and cuts 6.7 all the same."""

from typing import Any

import cmult_cython
import cmult_cython.raw

# ANCHOR: both
not_integers: Any = (2**63, 6.7, "6")
for module in (cmult_cython.raw, cmult_cython):
    print(f"{module.__name__}:")
    print("  7 * 6 =", module.checked_multiply(7, 6))
    print("  True * 6 =", module.checked_multiply(True, 6))
    for a in not_integers:
        try:
            print(f"  {a!r} * 1 =", module.checked_multiply(a, 1))
        except (OverflowError, TypeError) as error:
            print(f"  {a!r}: {type(error).__name__}: {error}")
    try:
        print("  2**32 * 2**31 =", module.checked_multiply(2**32, 2**31))
    except OverflowError as error:
        print(f"  2**32 * 2**31: OverflowError: {error}")
# ANCHOR_END: both
