"""From a Python argument to a number that fits, or an exception that names it.

ctypes alone would cut an integer to its low bits and turn a large float into
infinity, both without a word.
"""

from __future__ import annotations

import operator
from ctypes import c_double
from math import isfinite
from typing import SupportsComplex, SupportsFloat, SupportsIndex

Integer = SupportsIndex
Number = SupportsFloat | SupportsIndex
ComplexNumber = complex | SupportsComplex | SupportsFloat | SupportsIndex

INT32 = range(-(2**31), 2**31)
INT64 = range(-(2**63), 2**63)
UINT64 = range(2**64)
# Halfway between the largest f32 and the next step: from here on, rounding to
# f32 gives infinity.
F32_LIMIT = float.fromhex("0x1.ffffffp+127")


def integer(name: str, value: Integer) -> int:
    """An int of any size, from an int or an object with `__index__`."""
    kind = type(value)
    if not hasattr(kind, "__index__"):
        raise TypeError(f"{name} must be an integer, not {kind.__name__}")
    return operator.index(value)


# ANCHOR: int32
def int32(name: str, value: Integer) -> int:
    """An int that fits in C's int32_t."""
    number = integer(name, value)
    if number not in INT32:
        raise OverflowError(f"{name} must fit in a 32-bit signed integer")
    return number


# ANCHOR_END: int32


def int64(name: str, value: Integer) -> int:
    """An int that fits in C's int64_t."""
    number = integer(name, value)
    if number not in INT64:
        raise OverflowError(f"{name} must fit in a 64-bit signed integer")
    return number


def count(name: str, value: Integer) -> int:
    """An int that fits in C's uint64_t, and so in a size_t of the same size."""
    number = integer(name, value)
    if number < 0:
        raise ValueError(f"{name} must not be negative")
    if number not in UINT64:
        raise OverflowError(f"{name} must fit in a 64-bit unsigned integer")
    return number


def float64(name: str, value: Number) -> float:
    """A float, from whatever Python's own C code takes for one."""
    if type(value) is float:
        return value
    return any_float(
        value, f"{name} must be a number", f"{name} must fit in a 64-bit float"
    )


def any_float(value: Number, no_number: str, too_large: str) -> float:
    """A float, or an exception in the words of the caller."""
    kind = type(value)
    if not is_number(kind):
        raise TypeError(f"{no_number}, not {kind.__name__}")
    try:
        # Not float(): that one would parse a string.
        return c_double(value).value  # type: ignore[arg-type]
    except OverflowError as error:
        if has_own_float(kind):
            raise  # what the object's own method raised is its own affair
        raise OverflowError(too_large) from error


def is_number(kind: type) -> bool:
    """Whether Python can make a float of the objects of a class."""
    return hasattr(kind, "__float__") or hasattr(kind, "__index__")


def has_own_float(kind: type) -> bool:
    """Whether that is done by a `__float__` other than int's."""
    return getattr(kind, "__float__", int.__float__) is not int.__float__


def float32(name: str, value: Number) -> float:
    """A float that stays finite in C's float; nan and infinities are welcome."""
    number = float64(name, value)
    if not -F32_LIMIT < number < F32_LIMIT and isfinite(number):
        raise OverflowError(f"{name} must fit in a 32-bit float")
    return number


def complex128(name: str, value: ComplexNumber) -> complex:
    """A complex number, from a number of any kind."""
    if isinstance(value, complex):
        return complex.__pos__(value)  # of a subclass, too, the value
    kind = type(value)
    number = hasattr(kind, "__complex__") or is_number(kind)
    if isinstance(value, str) or not number:  # complex() would parse a string
        raise TypeError(f"{name} must be a complex number, not {kind.__name__}")
    try:
        return complex(value)
    except OverflowError as error:
        if hasattr(kind, "__complex__") or has_own_float(kind):
            raise  # what the object's own method raised is its own affair
        raise OverflowError(f"{name} must fit in 64-bit floats") from error


def boolean(name: str, value: bool) -> bool:
    """A bool and nothing else: 2 and "no" are true in Python, but no truth values."""
    if type(value) is not bool:
        raise TypeError(f"{name} must be a bool, not {type(value).__name__}")
    return value
