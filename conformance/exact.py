"""Comparing exactly: floats bit for bit, types included."""

from __future__ import annotations

import ctypes
from array import array


def exact(value: object) -> object:
    """A form to compare by `==`, readable when the comparison fails.

    nan equals nan; 0.0 differs from -0.0, and 1 from 1.0 and from True.
    """
    if isinstance(value, float):
        return f"{type(value).__name__} {value.hex()}"
    if isinstance(value, complex):
        return f"{type(value).__name__} {value.real.hex()} {value.imag.hex()}"
    if isinstance(value, list | array):
        return [exact(element) for element in value]
    return f"{type(value).__name__} {value!r}"


def f32(value: float) -> float:
    """Rounds to the nearest single-precision float, to infinity if need be."""
    return ctypes.c_float(value).value
