"""What ctypes would let through: integers that it cuts, floats that turn infinite."""

from __future__ import annotations

from math import fabs, isfinite
from operator import index

from cmult_ctypes._library import Complex

# Halfway between the largest f32 and the next step: from here on, rounding to
# f32 gives infinity.
F32_LIMIT = float.fromhex("0x1.ffffffp+127")


# ANCHOR: to_i32
def to_i32(value: int) -> int:
    """An int that an int32_t can hold."""
    value = index(value)
    if -(2**31) <= value < 2**31:
        return value
    raise OverflowError("int does not fit in 32 bits")


# ANCHOR_END: to_i32


def to_i64(value: int) -> int:
    """An int that an int64_t can hold."""
    value = index(value)
    if -(2**63) <= value < 2**63:
        return value
    raise OverflowError("int does not fit in 64 bits")


def to_u64(value: int) -> int:
    """An int that a uint64_t can hold, and so a size_t where we build."""
    value = index(value)
    if 0 <= value < 2**64:
        return value
    raise OverflowError("int is negative, or does not fit in 64 bits")


def to_f32(value: float) -> float:
    """A number that a float keeps finite; nan and infinities are welcome."""
    if fabs(value) < F32_LIMIT or not isfinite(value):
        return value
    raise OverflowError("float does not fit in 32 bits")


def to_complex(value: complex) -> Complex:
    """The structure, from a number of any kind."""
    number = complex(+value)  # no `+` has a text, which complex() would parse
    return Complex(number.real, number.imag)
