"""The contract in plain Python: slow, obvious, and exact.

Each function takes what a binding takes and gives what it gives. Its docstring is
the docstring of all five: a test holds them to it, word for word. For numbers only:
what is not a number at all is the matter of `cases.toml`.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable
from typing import Self

from .exact import f32

LANES = 32


def integer(value: int, low: int, high: int) -> int:
    """An integer argument of a limited type."""
    if not low <= value <= high:
        raise OverflowError
    return value


def single(value: float) -> float:
    """A float argument in single precision."""
    value = float(value)
    if math.isfinite(value) and math.isinf(f32(value)):
        raise OverflowError
    return f32(value)


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
    # Two 24-bit significands have a product of 48 bits, exact in a Python float:
    # it is rounded once, as in Rust.
    factor = single(float_param)
    return f32(f32(integer(int_param, -(2**31), 2**31 - 1)) * factor)


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
    product = multiply(int_param, float_param)
    print(
        f"    In cmult : int: {int_param} float {f32(float_param):.1f} "
        f"returning  {product:.1f}"
    )
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
    low, high = -(2**63), 2**63 - 1
    return integer(integer(a, low, high) * integer(b, low, high), low, high)


def multiply_complex(a: complex, b: complex) -> complex:
    """Multiply two complex numbers by the schoolbook formula.

    Infinities and nan follow from the formula.

    Args:
        a: a number, of two 64-bit floats if it is complex.
        b: another.

    Returns:
        The product.
    """
    # Python's own `*` may recover infinities.
    return complex(
        a.real * b.real - a.imag * b.imag,
        a.real * b.imag + a.imag * b.real,
    )


def repeat(text: str, times: int) -> str:
    """Multiply a text: ``times`` copies of it, one after the other.

    Args:
        text: a str of any characters that UTF-8 has, NUL included.
        times: how many copies; not negative.

    Returns:
        The copies, as one new str.

    Raises:
        UnicodeEncodeError: ``text`` has a lone surrogate, which UTF-8 has not.
        OverflowError: the result would be longer than memory can be.
        MemoryError: the result does not fit in memory.
    """
    text.encode()
    return text * integer(times, 0, 2**64 - 1)


def logical_and(a: bool, b: bool) -> bool:
    """Multiply two truth values: true only when both are.

    Args:
        a: a bool.
        b: another.

    Returns:
        Whether both are true.
    """
    return a and b


def scale_in_place(values: array[float], factor: float) -> None:
    """Multiply each element of an array by ``factor``, where it lies.

    Other threads run while the array is long; they must leave it alone.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        factor: a number.
    """
    factor = float(factor)
    for index, value in enumerate(values):
        values[index] = value * factor


def dot(a: array[float], b: array[float]) -> float:
    """Multiply two arrays element by element, and add the products.

    The order of the additions is fixed: the sum is the same on every machine. Other
    threads run while the arrays are long; they must leave them alone.

    Args:
        a: a C-contiguous buffer of 64-bit floats.
        b: another of the same length.

    Returns:
        The sum, a 64-bit float.

    Raises:
        ValueError: ``a`` and ``b`` differ in length.
    """
    if len(a) != len(b):
        raise ValueError
    sums = [0.0] * LANES
    for index, (x, y) in enumerate(zip(a, b, strict=True)):
        sums[index % LANES] += x * y
    total = 0.0
    for partial in sums:  # not sum(), which is more exact from Python 3.12 on
        total += partial
    return total


def map_in_place(values: array[float], function: Callable[[float], float]) -> None:
    """Replace each element of an array by what ``function`` makes of it, in order.

    What ``function`` raises comes out as it is: elements before it are changed then,
    the others are not. It may read and change the same array, but not resize it.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        function: takes and returns a float.
    """
    for index, value in enumerate(values):
        values[index] = float(function(value))


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
    # One rounding per step: no `**`.
    value, factor = float(start), float(factor)
    for _ in range(integer(times, 0, 2**64 - 1)):
        value *= factor
    return value


class Product:
    """A running product, kept in Rust.

    Use it in a with statement, or close it: afterwards using it is a ValueError, as
    with a file. Threads may share it. It is copied and pickled by its value.

    Args:
        start: a number.
    """

    def __init__(self, start: float = 1.0) -> None:
        self._value: float | None = float(start)

    def multiply_by(self, factor: float) -> None:
        """Multiply the product by ``factor``.

        Args:
            factor: a number.

        Raises:
            ValueError: the product is closed.
        """
        factor = float(factor)  # which may close the product, or another one
        self._value = self.value * factor

    @property
    def value(self) -> float:
        """The product so far; a ValueError when it is closed."""
        if self._value is None:
            raise ValueError
        return self._value

    def close(self) -> None:
        """Close the product. Closing twice is harmless."""
        self._value = None

    @property
    def closed(self) -> bool:
        """Whether the product is closed."""
        return self._value is None

    def __enter__(self) -> Self:
        """Return the product itself; a ValueError when it is closed."""
        self.value  # noqa: B018 - raises
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the product."""
        self.close()

    def __reduce__(self) -> tuple[type[Product], tuple[float]]:
        """Return how to make another product of the same value."""
        return Product, (self.value,)
