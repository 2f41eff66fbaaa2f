# Made by maturin from the Rust code: `just bless`
# ruff: noqa: PYI021

"""
What PyO3 gives by default.
"""

from typing import Any, SupportsFloat, SupportsIndex, final

from _typeshed import SupportsGetItem

__all__ = [
    "Product",
    "checked_multiply",
    "cmult",
    "compound",
    "dot",
    "logical_and",
    "map_in_place",
    "multiply",
    "multiply_complex",
    "panic",
    "repeat",
    "scale_in_place",
]

@final
class Product:
    """
    A running product. Only Python's garbage collector ends its life.
    """
    def __new__(cls, /, start: SupportsFloat | SupportsIndex = 1.0) -> Product: ...
    def multiply_by(self, /, factor: SupportsFloat | SupportsIndex) -> None:
        """
        Multiply the product. Two threads at once: RuntimeError.
        """
    @property
    def value(self, /) -> float:
        """
        The product so far.
        """

def checked_multiply(a: SupportsIndex, b: SupportsIndex) -> int:
    """
    Multiply two integers. Every error of Rust's is a ValueError.
    """

def cmult(
    int_param: SupportsIndex, float_param: SupportsFloat | SupportsIndex
) -> float:
    """
    Multiply and print. No other thread runs while it waits for standard output.
    """

def compound(
    start: SupportsFloat | SupportsIndex,
    factor: SupportsFloat | SupportsIndex,
    times: SupportsIndex,
) -> float:
    """
    Multiply again and again. No other thread runs meanwhile.
    """

def dot(
    a: SupportsGetItem[int, SupportsFloat | SupportsIndex],
    b: SupportsGetItem[int, SupportsFloat | SupportsIndex],
) -> float:
    """
    Multiply two arrays element by element, from copies made object by object.
    """

def logical_and(a: bool, b: bool) -> bool:
    """
    Multiply two truth values.
    """

def map_in_place(
    values: SupportsGetItem[int, SupportsFloat | SupportsIndex], function: Any
) -> None:
    """
    Replace each element of a copy, which is then thrown away.
    """

def multiply(
    int_param: SupportsIndex, float_param: SupportsFloat | SupportsIndex
) -> float:
    """
    Multiply. A float beyond 32 bits becomes an infinity.
    """

def multiply_complex(a: complex, b: complex) -> complex:
    """
    Multiply two complex numbers.
    """

def panic() -> None:
    """
    Panic.
    """

def repeat(text: str, times: SupportsIndex) -> str:
    """
    Multiply a text. A panic when Python has no memory for the result.
    """

def scale_in_place(
    values: SupportsGetItem[int, SupportsFloat | SupportsIndex],
    factor: SupportsFloat | SupportsIndex,
) -> None:
    """
    Multiply each element of a copy, which is then thrown away.
    """
