"""Numbers: copied across the border, nothing to hold, nothing to free."""

from collections.abc import Callable
from ctypes import CFUNCTYPE, PYFUNCTYPE, c_double

from cmult_ctypes._convert import to_complex, to_f32, to_int
from cmult_ctypes._errors import checked
from cmult_ctypes._library import IN, OUT, Complex, prototype

# ANCHOR: prototypes
_cmult: Callable[..., float] = prototype(CFUNCTYPE, "cmult")
_multiply: Callable[..., float] = prototype(PYFUNCTYPE, "cmult_multiply")
_checked: Callable[..., int] = checked(
    PYFUNCTYPE, "cmult_checked_multiply", IN, IN, OUT
)
# ANCHOR_END: prototypes
_complex: Callable[..., Complex] = prototype(PYFUNCTYPE, "cmult_multiply_complex")
_and: Callable[..., bool] = prototype(PYFUNCTYPE, "cmult_logical_and")
_compound: Callable[..., float] = prototype(CFUNCTYPE, "cmult_compound")


# Long work is done in pieces of so many steps, about ten milliseconds each.
PIECE = 2**24


# ANCHOR: cmult
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
    return _cmult(to_int(int_param, -(2**31), 2**31), to_f32(float_param))


# ANCHOR_END: cmult


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
    return _multiply(to_int(int_param, -(2**31), 2**31), to_f32(float_param))


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
    return _checked(to_int(a, -(2**63), 2**63), to_int(b, -(2**63), 2**63))


def multiply_complex(a: complex, b: complex) -> complex:
    """Multiply two complex numbers by the schoolbook formula.

    Infinities and nan follow from the formula.

    Args:
        a: a number, of two 64-bit floats if it is complex.
        b: another.

    Returns:
        The product.
    """
    product = _complex(to_complex(a), to_complex(b))
    return complex(product.re, product.im)


def logical_and(a: bool, b: bool) -> bool:
    """Multiply two truth values: true only when both are.

    Args:
        a: a bool.
        b: another.

    Returns:
        Whether both are true.
    """
    return _and(a, b)


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
    product, step, left = c_double(start), c_double(factor), to_int(times, 0, 2**64)
    while left > PIECE:
        # Between two calls Python looks after its signals.
        product = c_double(_compound(product, step, PIECE))
        left -= PIECE
        if check is not None:
            check()
    return _compound(product, step, left)
    # ANCHOR_END: compound
