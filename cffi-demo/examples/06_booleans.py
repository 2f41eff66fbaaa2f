"""Booleans: a bool is an integer to CFFI, 0 or 1; finished, anything is true or not."""

from fractions import Fraction
from typing import Any

import cmult_cffi
import cmult_cffi.raw

for module in (cmult_cffi.raw, cmult_cffi):
    print(f"{module.__name__}:")
    several: list[Any] = [True, False, 1, 2, "yes", Fraction(1, 2)]
    for value in several:
        try:
            print(f"  {value!r} and True =", module.logical_and(value, True))
        except (OverflowError, TypeError) as error:
            print(f"  {value!r}: {type(error).__name__}: {error}")
