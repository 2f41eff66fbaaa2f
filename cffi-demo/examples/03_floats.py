"""Floats: Python's have 64 bits, and the C function's 32."""

import math
from typing import Any

import cmult_cffi
import cmult_cffi.raw

# ANCHOR: both
for module in (cmult_cffi.raw, cmult_cffi):
    print(f"{module.__name__}:")
    # Rounded to 32 bits on the way in: 6 * 2.3 is no longer 13.8.
    several: list[Any] = [2.3, 2, math.nan, math.inf, 1e300, "2.3"]
    for value in several:
        try:
            print(f"  6 * {value!r} =", module.multiply(6, value))
        except (OverflowError, TypeError) as error:
            print(f"  {value!r}: {type(error).__name__}: {error}")
# ANCHOR_END: both
