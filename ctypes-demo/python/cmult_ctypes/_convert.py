"""What ctypes would let through: integers that it cuts, floats that turn infinite.

Numbers are converted before the call, doubles by `c_double`: what fails inside the call
comes out as ArgumentError, also a signal handler's exception.
"""

from math import fabs, isfinite
from operator import index

from cmult_ctypes._library import Complex

# Halfway between the largest f32 and the next step: from here on, rounding to
# f32 gives infinity.
F32_LIMIT = float.fromhex("0x1.ffffffp+127")


# ANCHOR: to_int
def to_int(value: int, low: int, high: int) -> int:
    """An int of a limited type; `high` is the first that is too large."""
    value = index(value)
    if low <= value < high:
        return value
    raise OverflowError(f"int is not in range({low}, {high})")


# ANCHOR_END: to_int


def to_f32(value: float) -> float:
    """A number that a float keeps finite; nan and infinities are welcome."""
    if fabs(value) < F32_LIMIT or not isfinite(value):
        return value
    raise OverflowError("float does not fit in 32 bits")


def to_complex(value: complex) -> Complex:
    """The structure, from a number of any kind."""
    number = complex(+value)  # no `+` has a text, which complex() would parse
    return Complex(number.real, number.imag)
