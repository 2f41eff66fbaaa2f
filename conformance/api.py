"""What every binding looks like from Python, for the type checker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, Self, SupportsComplex, SupportsFloat, SupportsIndex

Number = SupportsFloat | SupportsIndex
ComplexNumber = SupportsComplex | SupportsFloat | SupportsIndex
# Whatever has the buffer protocol. There is a type for it from Python 3.12 on.
Buffer = Any

PUBLIC = {
    "Product",
    "checked_multiply",
    "cmult",
    "compound",
    "dot",
    "logical_and",
    "map_in_place",
    "multiply",
    "multiply_complex",
    "repeat",
    "scale_in_place",
}


class Product(Protocol):
    """The class `Product` of a binding."""

    def multiply_by(self, factor: Number) -> None: ...
    @property
    def value(self) -> float: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *exception: object) -> None: ...


class Binding(Protocol):
    """The module of a binding."""

    __name__: str
    __all__: list[str]

    def cmult(self, int_param: SupportsIndex, float_param: Number) -> float: ...
    def multiply(self, int_param: SupportsIndex, float_param: Number) -> float: ...
    def checked_multiply(self, a: SupportsIndex, b: SupportsIndex) -> int: ...
    def multiply_complex(self, a: ComplexNumber, b: ComplexNumber) -> complex: ...
    def repeat(self, text: str, times: SupportsIndex) -> str: ...
    def logical_and(self, a: bool, b: bool) -> bool: ...
    def scale_in_place(self, values: Buffer, factor: Number) -> None: ...
    def dot(self, a: Buffer, b: Buffer) -> float: ...
    def map_in_place(
        self, values: Buffer, function: Callable[[float], Number]
    ) -> None: ...
    def Product(self, start: Number = 1.0) -> Product: ...
    def compound(
        self,
        start: Number,
        factor: Number,
        times: SupportsIndex,
        check: Callable[[], object] | None = None,
    ) -> float: ...
    def _panic(self) -> None: ...
