"""From Python objects to numbers that fit the C types.

CFFI converts too, but its messages do not name the argument, it takes no
`__index__` objects, and a float that is too large for C's `float` becomes
infinity without a word. So numbers are converted here first, and CFFI gets
values with which nothing can go wrong.
"""

from __future__ import annotations

import math
import operator
from typing import SupportsComplex, SupportsFloat, SupportsIndex, TypeAlias

Integer: TypeAlias = SupportsIndex
Number: TypeAlias = SupportsFloat | SupportsIndex
ComplexNumber: TypeAlias = complex | SupportsComplex | SupportsFloat | SupportsIndex

# Half a step above the largest 32-bit float. Doubles from here on round to
# infinity; those below, to a float.
F32_LIMIT = 2.0**128 - 2.0**103


# ANCHOR: integer
def to_integer(value: Integer, name: str) -> int:
    """Take what Python takes where it needs an integer: not 6.7, not '6'."""
    kind = type(value)
    if not hasattr(kind, "__index__"):
        raise TypeError(f"{name} must be an integer, not {kind.__name__}")
    return operator.index(value)


def to_i32(value: Integer, name: str) -> int:
    integer = to_integer(value, name)
    # The message leaves the number out: it may have more digits than Python
    # is willing to print.
    if not -(2**31) <= integer < 2**31:
        raise OverflowError(f"{name} must fit in a 32-bit signed integer")
    return integer


# ANCHOR_END: integer


def to_i64(value: Integer, name: str) -> int:
    integer = to_integer(value, name)
    if not -(2**63) <= integer < 2**63:
        raise OverflowError(f"{name} must fit in a 64-bit signed integer")
    return integer


def to_u64(value: Integer, name: str) -> int:
    integer = to_integer(value, name)
    if integer < 0:
        raise ValueError(f"{name} must not be negative")
    if integer >= 2**64:
        raise OverflowError(f"{name} must fit in a 64-bit unsigned integer")
    return integer


# ANCHOR: float
def is_number(value: object) -> bool:
    kind = type(value)
    return hasattr(kind, "__float__") or hasattr(kind, "__index__")


def has_own_float(kind: type) -> bool:
    """Whether there is a `__float__` other than int's."""
    return getattr(kind, "__float__", int.__float__) is not int.__float__


def to_f64(value: Number, name: str) -> float:
    """Take what Python takes where it needs a float: not '2.3'."""
    if type(value) is float:
        return value
    if not is_number(value):
        raise TypeError(f"{name} must be a number, not {type(value).__name__}")
    return any_float(value, f"{name} must fit in a 64-bit float")


def any_float(value: Number, too_large: str) -> float:
    try:
        # Times two to the power of zero. `float(value)` would do nearly the
        # same; but C functions read an argument as this one does.
        return math.ldexp(value, 0)
    except OverflowError as error:
        if has_own_float(type(value)):
            raise  # what the object's own method raised is its own affair
        raise OverflowError(too_large) from error


# ANCHOR_END: float


# ANCHOR: float32
def to_f32(value: Number, name: str) -> float:
    """As `to_f64`, for a parameter that C will round to 32 bits."""
    number = to_f64(value, name)
    if abs(number) >= F32_LIMIT and math.isfinite(number):
        raise OverflowError(f"{name} must fit in a 32-bit float")
    return number


# ANCHOR_END: float32


def to_complex(value: ComplexNumber, name: str) -> tuple[float, float]:
    """The real and the imaginary part: a pair that CFFI makes a struct of."""
    kind = type(value)
    if isinstance(value, complex):
        number = complex.__pos__(value)  # of a subclass, too, the value
        return number.real, number.imag
    # NumPy's strings have `__float__`, but `complex` would parse them.
    convertible = hasattr(kind, "__complex__") or is_number(value)
    if isinstance(value, str) or not convertible:
        raise TypeError(f"{name} must be a complex number, not {kind.__name__}")
    try:
        number = complex(value)
    except OverflowError as error:
        if hasattr(kind, "__complex__") or has_own_float(kind):
            raise  # what the object's own method raised is its own affair
        raise OverflowError(f"{name} must fit in 64-bit floats") from error
    return number.real, number.imag


def to_bool(value: bool, name: str) -> bool:
    """Take True and False: whether 2 is true is for the caller to say."""
    if type(value) is not bool:
        raise TypeError(f"{name} must be a bool, not {type(value).__name__}")
    return value


def to_bytes(value: str, name: str) -> bytes:
    """A text as UTF-8, which is what Rust's strings are made of."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    return str.encode(value)  # a subclass may have an `encode` of its own
