"""Integers: Python's have no limit, C's have. CFFI knows, and says so."""

from decimal import Decimal
from typing import Any

import cmult_cffi
import cmult_cffi.raw

for module in (cmult_cffi.raw, cmult_cffi):
    print(f"{module.__name__}:")
    print("  6 * 0.5 =", module.multiply(6, 0.5))
    print("  True * 0.5 =", module.multiply(True, 0.5))
    # Last: what CFFI asks `__int__` for, and cuts.
    several: list[Any] = [2**31, 6.7, "6", Decimal("6.7")]
    for value in several:
        try:
            print(f"  {value!r} * 0.5 =", module.multiply(value, 0.5))
        except (OverflowError, TypeError) as error:
            print(f"  {value!r}: {type(error).__name__}: {error}")

# A result and an error at once. In C, the result comes through a pointer.
out = cmult_cffi.raw.ffi.new("int64_t *")
for b in (7, 2**62):
    print(f"raw: status {cmult_cffi.raw.checked_multiply(6, b, out)}, result {out[0]}")
print("finished:", cmult_cffi.checked_multiply(6, 7))
try:
    cmult_cffi.checked_multiply(6, 2**62)
except OverflowError as error:
    print("finished: OverflowError:", error)
