"""The contract in plain Python: slow, obvious, and exact.

Each function takes what a binding takes, gives what it gives, and raises what it
raises. Numbers only: what is no number at all is the matter of `cases.toml`.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable

from .exact import f32

LANES = 32


def integer(value: int, low: int, high: int) -> int:
    """An integer argument of a limited type."""
    if not low <= value <= high:
        raise OverflowError
    return value


def count(value: int) -> int:
    """A number of times: 64 bits, no sign."""
    if value < 0:
        raise ValueError
    return integer(value, 0, 2**64 - 1)


def single(value: float) -> float:
    """A float argument in single precision."""
    value = float(value)
    if math.isfinite(value) and math.isinf(f32(value)):
        raise OverflowError
    return f32(value)


def multiply(int_param: int, float_param: float) -> float:
    """The integer is rounded first, then the product: `f32 * f32`.

    Two 24-bit significands have a product of 48 bits, exact in a Python float:
    it is rounded once, as in Rust.
    """
    factor = single(float_param)
    return f32(f32(integer(int_param, -(2**31), 2**31 - 1)) * factor)


def checked_multiply(a: int, b: int) -> int:
    """Arguments and product within 64 bits."""
    low, high = -(2**63), 2**63 - 1
    return integer(integer(a, low, high) * integer(b, low, high), low, high)


def multiply_complex(a: complex, b: complex) -> complex:
    """The schoolbook formula: Python's own `*` may recover infinities."""
    return complex(
        a.real * b.real - a.imag * b.imag,
        a.real * b.imag + a.imag * b.real,
    )


def repeat(text: str, times: int) -> str:
    """Only what UTF-8 can say."""
    text.encode()
    return text * count(times)


def scale_in_place(values: array[float], factor: float) -> None:
    """One product per element."""
    factor = float(factor)
    for index, value in enumerate(values):
        values[index] = value * factor


def dot(a: array[float], b: array[float]) -> float:
    """Partial sums, added first to last, as the core documents it."""
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
    """One call per element, in order."""
    for index, value in enumerate(values):
        values[index] = float(function(value))


def compound(start: float, factor: float, times: int) -> float:
    """One rounding per step: no `**`."""
    value, factor = float(start), float(factor)
    for _ in range(count(times)):
        value *= factor
    return value


def product(start: float, factors: list[float]) -> float:
    """The value of a `Product` after its factors."""
    value = float(start)
    for factor in factors:
        value *= float(factor)
    return value
