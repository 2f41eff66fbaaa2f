"""Numbers.

CFFI converts floats as Python's own functions do. For an integer it would also ask
`__int__`, which makes 6 of Decimal("6.7"): `index` takes integers only.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import index

from cmult_cffi._errors import check
from cmult_cffi._native import ffi, lib

# ANCHOR: multiply
_multiply = lib.multiply  # looked up once, not in each call
NO_F32 = lib.NO_F32
TOO_LARGE = "float_param is too large for a 32-bit float"


def multiply(int_param: int, float_param: float) -> float:
    """Multiply an integer by a float, in single precision.

    Args:
        int_param: an integer of 32 bits; rounded to a 32-bit float first.
        float_param: a number; rounded to a 32-bit float.

    Returns:
        The product, a 32-bit float.

    Raises:
        OverflowError: ``float_param`` is finite, and too large for 32 bits.
    """
    product = _multiply(index(int_param), float_param)
    if product == NO_F32:
        raise OverflowError(TOO_LARGE)
    return product


# ANCHOR_END: multiply


def cmult(int_param: int, float_param: float) -> float:
    """Multiply like ``multiply``, and print a line on standard output.

    The line comes from Rust. It is lost where standard output is closed.

    Args:
        int_param: an integer of 32 bits; rounded to a 32-bit float first.
        float_param: a number; rounded to a 32-bit float.

    Returns:
        The product, a 32-bit float.

    Raises:
        OverflowError: ``float_param`` is finite, and too large for 32 bits.
    """
    product = lib.print_and_multiply(index(int_param), float_param)
    if product == NO_F32:
        raise OverflowError(TOO_LARGE)
    return product


def checked_multiply(a: int, b: int) -> int:
    """Multiply two integers.

    Args:
        a: an integer of 64 bits.
        b: another.

    Returns:
        The product.

    Raises:
        OverflowError: the product does not fit in 64 bits.
    """
    product = ffi.new("int64_t *")
    check(lib.cmult_checked_multiply(index(a), index(b), product))
    return product[0]


def multiply_complex(a: complex, b: complex) -> complex:
    """Multiply two complex numbers by the schoolbook formula.

    Infinities and nan follow from the formula.

    Args:
        a: a number, of two 64-bit floats if it is complex.
        b: another.

    Returns:
        The product.
    """
    return lib.multiply_complex(a, b)


def logical_and(a: bool, b: bool) -> bool:
    """Multiply two truth values: true only when both are.

    Args:
        a: a bool.
        b: another.

    Returns:
        Whether both are true.
    """
    return lib.cmult_logical_and(bool(a), bool(b))  # CFFI would ask `__int__`


# Long work is done in pieces of so many steps, about ten milliseconds each.
PIECE = 2**24


def compound(
    start: float,
    factor: float,
    times: int,
    check: Callable[[], object] | None = None,
) -> float:
    """Multiply ``start`` by ``factor``, ``times`` times, one after the other.

    It takes about a nanosecond each time. Other threads run meanwhile. Ctrl-C ends it,
    and so does what ``check`` raises, which is called every ten milliseconds or so.

    Args:
        start: a number.
        factor: a number.
        times: how many times; not negative.
        check: a function without arguments, or None.

    Returns:
        The last product, a 64-bit float.
    """
    # ANCHOR: compound
    left = index(times)
    if left >= 2**64:
        raise OverflowError("times does not fit in 64 bits")
    while left > PIECE:
        # Between two calls Python looks after its signals.
        start = lib.cmult_compound(start, factor, PIECE)
        left -= PIECE
        if check is not None:
            check()
    return lib.cmult_compound(start, factor, left)
    # ANCHOR_END: compound
