"""The same functions in plain Python: what there is to beat.

Only as far as they are measured, and without any of the checks.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable


def multiply(int_param: int, float_param: float) -> float:
    """Multiply, in double precision: Python has no other."""
    return int_param * float_param


def repeat(text: str, times: int) -> str:
    """Multiply a text."""
    return text * times


def dot(a: array[float], b: array[float]) -> float:
    """Multiply two arrays element by element and add the products."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def map_in_place(values: array[float], function: Callable[[float], float]) -> None:
    """Replace each element by what `function` makes of it."""
    for index, value in enumerate(values):
        values[index] = function(value)


def compound(start: float, factor: float, times: int) -> float:
    """Multiply again and again."""
    for _ in range(times):
        start *= factor
    return start


class Product:
    """A running product."""

    def __init__(self, start: float) -> None:
        self.value = start

    def multiply_by(self, factor: float) -> None:
        """Multiply the product by `factor`."""
        self.value *= factor
