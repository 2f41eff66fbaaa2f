# Made by maturin from the Rust code: `just bless`
# ruff: noqa: PYI021

"""
The compiled part of cmult_pyo3, private to it.
"""

from typing import Any, SupportsFloat, SupportsIndex, final

from typing_extensions import Buffer, CapsuleType

from . import raw as raw

__all__ = [
    "Compound",
    "Powers",
    "Product",
    "_panic",
    "checked_multiply",
    "cmult",
    "compound",
    "compound_future",
    "dot",
    "logical_and",
    "map_in_place",
    "multiply",
    "multiply_complex",
    "raw",
    "repeat",
    "scale_in_place",
]

@final
class Compound:
    """
    What ``compound`` does, as an object: it starts at once, and can be awaited.

    It needs a running event loop, and belongs to it. It may be awaited more than
    once. Like a task, it goes on when nobody waits for it.

    Args:
        start: a number.
        factor: a number.
        times: how many times; not negative.
    """
    def __await__(self, /) -> Any:
        """
        Wait for the last product, a 64-bit float.
        """
    def __new__(
        cls,
        /,
        start: SupportsFloat | SupportsIndex,
        factor: SupportsFloat | SupportsIndex,
        times: SupportsIndex,
    ) -> Compound: ...
    def cancel(self, /) -> bool:
        """
        Cancel the work: who waits for it gets a CancelledError.

        Returns:
            Whether there was something left to cancel.
        """

@final
class Powers:
    """
    The powers of a number, in an array that lives in Rust and never changes.

    DLPack and Arrow hand it to others without a copy. Each of them may outlive this
    object: the last one frees the array.

    Args:
        factor: a number.
        length: how many powers; the first is 1.

    Raises:
        MemoryError: the array does not fit in memory.
    """
    def __arrow_c_array__(
        self, /, requested_schema: Any | None = None
    ) -> tuple[CapsuleType, CapsuleType]:
        """
        Return two capsules: Arrow's description, and its array.

        It is always of 64-bit floats: a request for others is not met.
        """
    def __arrow_c_schema__(self, /) -> CapsuleType:
        """
        Return a capsule with Arrow's description of 64-bit floats.
        """
    def __dlpack__(
        self,
        /,
        *,
        stream: Any | None = None,
        max_version: tuple[SupportsIndex, SupportsIndex] | None = None,
        dl_device: tuple[SupportsIndex, SupportsIndex] | None = None,
        copy: bool | None = None,
    ) -> CapsuleType:
        """
        Return a capsule with a DLPack tensor: read-only, or a copy.
        """
    def __dlpack_device__(self, /) -> tuple[int, int]:
        """
        Return where the array lies, in DLPack's numbers: the first CPU.
        """
    def __len__(self, /) -> int:
        """
        Return the number of elements.
        """
    def __new__(
        cls, /, factor: SupportsFloat | SupportsIndex, length: SupportsIndex
    ) -> Powers: ...

@final
class Product:
    """
    A running product, kept in Rust.

    Use it in a with statement, or close it: afterwards using it is a ValueError, as
    with a file. Threads may share it. It is copied and pickled by its value.

    Args:
        start: a number.
    """
    def __enter__(self, /) -> Product:
        """
        Return the product itself; a ValueError when it is closed.
        """
    def __exit__(self, /, *_exception: object) -> None:
        """
        Close the product.
        """
    def __new__(cls, /, start: SupportsFloat | SupportsIndex = 1.0) -> Product: ...
    def __reduce__(self, /) -> tuple[type, tuple[float]]:
        """
        Return how to make another product of the same value.
        """
    def close(self, /) -> None:
        """
        Close the product. Closing twice is harmless.
        """
    @property
    def closed(self, /) -> bool:
        """
        Whether the product is closed.
        """
    def multiply_by(self, /, factor: SupportsFloat | SupportsIndex) -> None:
        """
        Multiply the product by ``factor``.

        Args:
            factor: a number.

        Raises:
            ValueError: the product is closed.
        """
    @property
    def value(self, /) -> float:
        """
        The product so far; a ValueError when it is closed.
        """

def _panic() -> None:
    """
    Panic in Rust, to see what becomes of it.
    """

def checked_multiply(a: SupportsIndex, b: SupportsIndex) -> int:
    """
    Multiply two integers.

    Args:
        a: an integer of 64 bits.
        b: another.

    Returns:
        The product.

    Raises:
        OverflowError: the product does not fit in 64 bits.
    """

def cmult(
    int_param: SupportsIndex, float_param: SupportsFloat | SupportsIndex
) -> float:
    """
    Multiply like ``multiply``, and print a line on standard output.

    The line comes from Rust. It is lost where standard output is closed.

    Args:
        int_param: an integer of 32 bits; rounded to a 32-bit float first.
        float_param: a number; rounded to a 32-bit float.

    Returns:
        The product, a 32-bit float.

    Raises:
        OverflowError: ``float_param`` is finite, and too large for 32 bits.
    """

def compound(
    start: SupportsFloat | SupportsIndex,
    factor: SupportsFloat | SupportsIndex,
    times: SupportsIndex,
    check: Any | None = None,
) -> float:
    """
    Multiply ``start`` by ``factor``, ``times`` times, one after the other.

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

def compound_future(
    start: SupportsFloat | SupportsIndex,
    factor: SupportsFloat | SupportsIndex,
    times: SupportsIndex,
) -> Any:
    """
    Start the work, and return the future that Rust will complete.
    """

def dot(a: Buffer, b: Buffer) -> float:
    """
    Multiply two arrays element by element, and add the products.

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

def logical_and(a: bool, b: bool) -> bool:
    """
    Multiply two truth values: true only when both are.

    Args:
        a: a bool.
        b: another.

    Returns:
        Whether both are true.
    """

def map_in_place(values: Buffer, function: Any) -> None:
    """
    Replace each element of an array by what ``function`` makes of it, in order.

    What ``function`` raises comes out as it is: elements before it are changed then,
    the others are not. It may read and change the same array, but not resize it.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        function: takes and returns a float.
    """

def multiply(
    int_param: SupportsIndex, float_param: SupportsFloat | SupportsIndex
) -> float:
    """
    Multiply an integer by a float, in single precision.

    Args:
        int_param: an integer of 32 bits; rounded to a 32-bit float first.
        float_param: a number; rounded to a 32-bit float.

    Returns:
        The product, a 32-bit float.

    Raises:
        OverflowError: ``float_param`` is finite, and too large for 32 bits.
    """

def multiply_complex(a: complex, b: complex) -> complex:
    """
    Multiply two complex numbers by the schoolbook formula.

    Infinities and nan follow from the formula.

    Args:
        a: a number, of two 64-bit floats if it is complex.
        b: another.

    Returns:
        The product.
    """

def repeat(text: str, times: SupportsIndex) -> str:
    """
    Multiply a text: ``times`` copies of it, one after the other.

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

def scale_in_place(values: Buffer, factor: SupportsFloat | SupportsIndex) -> None:
    """
    Multiply each element of an array by ``factor``, where it lies.

    Other threads run while the array is long; they must leave it alone.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        factor: a number.
    """
