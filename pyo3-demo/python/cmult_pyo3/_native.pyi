# Made by maturin from the Rust code: `just bless`
# ruff: noqa: PYI021

"""
The compiled part of cmult_pyo3, private to it.
"""

from collections.abc import Callable
from typing import Any, SupportsComplex, SupportsFloat, SupportsIndex, final

from _typeshed import SupportsGetItem
from typing_extensions import Buffer

__all__ = [
    "Product",
    "RawProduct",
    "_panic",
    "checked_multiply",
    "cmult",
    "compound",
    "dot",
    "logical_and",
    "map_in_place",
    "multiply",
    "multiply_complex",
    "raw_checked_multiply",
    "raw_cmult",
    "raw_compound",
    "raw_dot",
    "raw_logical_and",
    "raw_map_in_place",
    "raw_multiply",
    "raw_multiply_complex",
    "raw_panic",
    "raw_repeat",
    "raw_scale_in_place",
    "repeat",
    "scale_in_place",
]

@final
class Product:
    """
    A running product, kept in Rust.

    Use it in a with statement, or close it: afterwards it is empty, and using
    it is a ValueError, as with a file. Threads may share it.

    Raises:
        TypeError: ``start`` is not a number.
        OverflowError: ``start`` does not fit in a 64-bit float.
    """
    def __enter__(self, /) -> Product:
        """
        Give the product itself; a ValueError when it is closed.
        """
    def __exit__(self, /, *_args: object) -> None:
        """
        Close the product.
        """
    def __new__(cls, /, start: SupportsFloat | SupportsIndex = ...) -> Product: ...
    def close(self, /) -> None:
        """
        Free the product. Closing twice is harmless.
        """
    @property
    def closed(self, /) -> bool:
        """
        Whether the product is closed.
        """
    def multiply_by(self, /, factor: SupportsFloat | SupportsIndex) -> None:
        """
        Multiply the product by ``factor``.

        Raises:
            TypeError: ``factor`` is not a number.
            OverflowError: ``factor`` does not fit in a 64-bit float.
            ValueError: the product is closed.
        """
    @property
    def value(self, /) -> float:
        """
        The product so far; a ValueError when it is closed.
        """

@final
class RawProduct:
    """
    A running product. Only Python's garbage collector ends its life.
    """
    def __new__(cls, /, start: SupportsFloat | SupportsIndex = 1.0) -> RawProduct: ...
    def multiply_by(self, /, factor: SupportsFloat | SupportsIndex) -> None:
        """
        Multiply the product. Two threads at once: RuntimeError.
        """
    @property
    def value(self, /) -> float:
        """
        The product so far.
        """

def _panic() -> None:
    """
    Panic in Rust, to see what becomes of it.

    Raises:
        pyo3_runtime.PanicException: always. It is no Exception, only a
            BaseException: a panic is a bug, and ``except Exception`` must not
            hide it.
    """

def checked_multiply(a: SupportsIndex, b: SupportsIndex) -> int:
    """
    Multiply two 64-bit signed integers.

    Raises:
        TypeError: an argument is not an integer.
        OverflowError: an argument or the product does not fit in 64 bits.
    """

def cmult(
    int_param: SupportsIndex, float_param: SupportsFloat | SupportsIndex
) -> float:
    """
    Multiply an integer by a float, in single precision, and print a line.

    Rust prints it on the standard output of the process:
    ``    In cmult : int: 6 float 2.3 returning  13.8``. When standard output is
    closed or broken, the line is lost and the product is still returned.

    Raises:
        TypeError: ``int_param`` is not an integer, or ``float_param`` not a
            number.
        OverflowError: ``int_param`` does not fit in a 32-bit signed integer, or
            ``float_param`` not in a 32-bit float.
    """

def compound(
    start: SupportsFloat | SupportsIndex,
    factor: SupportsFloat | SupportsIndex,
    times: SupportsIndex,
) -> float:
    """
    Multiply ``start`` by ``factor``, ``times`` times.

    Takes about a nanosecond each time, during which other threads run.

    Raises:
        TypeError: an argument is not a number, or ``times`` not an integer.
        ValueError: ``times`` is negative.
        OverflowError: an argument does not fit in 64 bits.
    """

def dot(a: Buffer, b: Buffer) -> float:
    """
    Multiply two arrays element by element and add the products.

    ``a`` and ``b`` are C-contiguous buffers of 64-bit floats with the same
    number of elements, of any shape. The order of the additions is fixed, so
    that the result is the same on every machine. Other threads run during long
    arrays; they must leave these alone.

    Raises:
        TypeError: an argument is not a buffer of 64-bit floats.
        BufferError: an argument is strided or misaligned.
        ValueError: ``a`` and ``b`` differ in length.
    """

def logical_and(a: bool, b: bool) -> bool:
    """
    Multiply two truth values: true only when both are.

    Raises:
        TypeError: an argument is not True or False.
    """

def map_in_place(
    values: Buffer, function: Callable[[float], SupportsFloat | SupportsIndex]
) -> None:
    """
    Replace each element by what ``function`` makes of it, in order.

    ``values`` is any C-contiguous, writable buffer of 64-bit floats, of any
    shape. ``function`` may read and write it too. When ``function`` raises, the
    elements before stay changed, and its exception comes out as it is.

    Raises:
        TypeError: ``values`` is not a buffer of 64-bit floats, ``function`` is
            not callable, or it returned something that is not a number.
        BufferError: ``values`` is read-only, strided or misaligned.
        OverflowError: ``function`` returned more than a 64-bit float can hold.
    """

def multiply(
    int_param: SupportsIndex, float_param: SupportsFloat | SupportsIndex
) -> float:
    """
    Multiply an integer by a float, in single precision.

    ``int_param`` is rounded to the nearest 32-bit float first.

    Raises:
        TypeError: ``int_param`` is not an integer, or ``float_param`` not a
            number.
        OverflowError: ``int_param`` does not fit in a 32-bit signed integer, or
            ``float_param`` not in a 32-bit float.
    """

def multiply_complex(
    a: complex | SupportsComplex | SupportsFloat | SupportsIndex,
    b: complex | SupportsComplex | SupportsFloat | SupportsIndex,
) -> complex:
    """
    Multiply two complex numbers by the schoolbook formula.

    Infinities and nan follow from the formula.

    Raises:
        TypeError: an argument is not a number; a str is not parsed.
        OverflowError: an argument does not fit in 64-bit floats.
    """

def raw_checked_multiply(a: SupportsIndex, b: SupportsIndex) -> int:
    """
    Multiply two integers. Every error of Rust's is a ValueError.
    """

def raw_cmult(
    int_param: SupportsIndex, float_param: SupportsFloat | SupportsIndex
) -> float:
    """
    Multiply and print. A float beyond 32 bits becomes an infinity.
    """

def raw_compound(
    start: SupportsFloat | SupportsIndex,
    factor: SupportsFloat | SupportsIndex,
    times: SupportsIndex,
) -> float:
    """
    Multiply again and again. No other thread runs meanwhile.
    """

def raw_dot(
    a: SupportsGetItem[int, SupportsFloat | SupportsIndex],
    b: SupportsGetItem[int, SupportsFloat | SupportsIndex],
) -> float:
    """
    Multiply two arrays element by element, from copies made object by object.
    """

def raw_logical_and(a: bool, b: bool) -> bool:
    """
    Multiply two truth values. NumPy's are taken too.
    """

def raw_map_in_place(
    values: SupportsGetItem[int, SupportsFloat | SupportsIndex], function: Any
) -> None:
    """
    Replace each element of a copy, which is then thrown away.
    """

def raw_multiply(
    int_param: SupportsIndex, float_param: SupportsFloat | SupportsIndex
) -> float:
    """
    Multiply. A float beyond 32 bits becomes an infinity.
    """

def raw_multiply_complex(a: complex, b: complex) -> complex:
    """
    Multiply two complex numbers.
    """

def raw_panic() -> None:
    """
    Panic.
    """

def raw_repeat(text: str, times: SupportsIndex) -> str:
    """
    Multiply a text. A negative number of times is an OverflowError.
    """

def raw_scale_in_place(
    values: SupportsGetItem[int, SupportsFloat | SupportsIndex],
    factor: SupportsFloat | SupportsIndex,
) -> None:
    """
    Multiply each element of a copy, which is then thrown away.
    """

def repeat(text: str, times: SupportsIndex) -> str:
    """
    Multiply a text: ``times`` copies of it, one after the other.

    Raises:
        TypeError: ``text`` is not a str, or ``times`` not an integer.
        ValueError: ``times`` is negative.
        UnicodeEncodeError: ``text`` has a lone surrogate, which UTF-8 cannot
            hold.
        OverflowError: the result would be longer than memory can be.
        MemoryError: the result does not fit in memory.
    """

def scale_in_place(values: Buffer, factor: SupportsFloat | SupportsIndex) -> None:
    """
    Multiply each element by ``factor``, in place.

    ``values`` is a C-contiguous, writable buffer of 64-bit floats of any shape.
    Other threads run during long arrays; they must leave this one alone.

    Raises:
        TypeError: ``values`` is no buffer of floats, or ``factor`` no number.
        BufferError: ``values`` is read-only, strided or misaligned.
        OverflowError: ``factor`` does not fit in a 64-bit float.
    """
