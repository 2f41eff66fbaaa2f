"""Values that are copied across the border: nothing to hold, nothing to free."""

from __future__ import annotations

from ctypes import byref, c_int64

from cmult_ctypes._convert import (
    F32_LIMIT,
    ComplexNumber,
    Integer,
    Number,
    boolean,
    complex128,
    count,
    float32,
    float64,
    int32,
    int64,
)
from cmult_ctypes._library import Complex, library
from cmult_ctypes._status import check


# ANCHOR: cmult
def cmult(int_param: Integer, float_param: Number) -> float:
    """Multiply an integer by a float in single precision, and print a line.

    Args:
        int_param: fits in 32 bits.
        float_param: rounded to a 32-bit float.

    Raises:
        TypeError: an argument is not a number of its kind.
        OverflowError: an argument is out of its range.
    """
    number = int32("int_param", int_param)
    product: float = library.cmult(number, float32("float_param", float_param))
    return product


# ANCHOR_END: cmult


# One look-up less in each call.
_multiply = library.cmult_multiply


# ANCHOR: multiply
def multiply(int_param: Integer, float_param: Number) -> float:
    """Multiply like `cmult`, without printing.

    Args:
        int_param: fits in 32 bits.
        float_param: rounded to a 32-bit float.

    Raises:
        TypeError: an argument is not a number of its kind.
        OverflowError: an argument is out of its range.
    """
    # Nearly every call passes an int and a float that fit: look at once, instead
    # of through two functions.
    if not (
        type(int_param) is int
        and -0x8000_0000 <= int_param <= 0x7FFF_FFFF
        and type(float_param) is float
        and -F32_LIMIT < float_param < F32_LIMIT
    ):
        int_param = int32("int_param", int_param)
        float_param = float32("float_param", float_param)
    product: float = _multiply(int_param, float_param)
    return product


# ANCHOR_END: multiply


# ANCHOR: checked_multiply
def checked_multiply(a: Integer, b: Integer) -> int:
    """Multiply two 64-bit integers.

    Raises:
        TypeError: an argument is not an integer.
        OverflowError: an argument or the product does not fit in 64 bits.
    """
    product = c_int64()
    check(library.cmult_checked_multiply(int64("a", a), int64("b", b), byref(product)))
    return product.value


# ANCHOR_END: checked_multiply


# ANCHOR: multiply_complex
def multiply_complex(a: ComplexNumber, b: ComplexNumber) -> complex:
    """Multiply two complex numbers in double precision, by the schoolbook formula.

    Raises:
        TypeError: an argument is not a number.
        OverflowError: an integer argument is too large for a float.
    """
    x, y = complex128("a", a), complex128("b", b)
    product = library.cmult_multiply_complex(
        Complex(x.real, x.imag), Complex(y.real, y.imag)
    )
    return complex(product.re, product.im)


# ANCHOR_END: multiply_complex


def logical_and(a: bool, b: bool) -> bool:
    """Multiply two truth values: true only when both are.

    Raises:
        TypeError: an argument is not a bool.
    """
    result: bool = library.cmult_logical_and(boolean("a", a), boolean("b", b))
    return result


def compound(start: Number, factor: Number, times: Integer) -> float:
    """Multiply `start` by `factor`, `times` times: about a nanosecond each.

    Other Python threads run meanwhile.

    Raises:
        TypeError: an argument is not a number of its kind.
        ValueError: `times` is negative.
        OverflowError: an argument is out of its range.
    """
    # ctypes gives the GIL away in every call of a CDLL: nothing to do for it here.
    value: float = library.cmult_compound(
        float64("start", start), float64("factor", factor), count("times", times)
    )
    return value


def _panic() -> None:
    """Make Rust panic, to show what becomes of it.

    Raises:
        RuntimeError: always.
    """
    check(library.cmult_panic())
