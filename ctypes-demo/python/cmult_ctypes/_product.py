"""An object that lives in Rust: Python holds its address and must give it back."""

from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_double, c_void_p
from typing import Self

from cmult_ctypes._errors import checked
from cmult_ctypes._library import IN, OUT, method, prototype


# ANCHOR: handle
class Handle(c_void_p):
    """The address of a product, freed with its last reference.

    A call that uses it holds a reference, too.
    """

    # Puts NULL in the handle, which Rust takes for a closed product.
    __del__ = method(prototype(PYFUNCTYPE, "cmult_product_free"))


# ANCHOR_END: handle

# They keep the GIL, since their work takes nanoseconds. So no thread can be inside a
# product while another one forks, and leave it locked, which is closed, to the child.
_new: Callable[..., None] = checked(PYFUNCTYPE, "cmult_product_new")
_multiply_by: Callable[..., None] = checked(PYFUNCTYPE, "cmult_product_multiply_by")
_value: Callable[..., float] = checked(PYFUNCTYPE, "cmult_product_value", IN, OUT)
_close: Callable[..., None] = prototype(PYFUNCTYPE, "cmult_product_close")
_is_closed: Callable[..., bool] = prototype(PYFUNCTYPE, "cmult_product_is_closed")


class Product:
    """A running product, kept in Rust.

    Use it in a with statement, or close it: afterwards using it is a ValueError, as
    with a file. Threads may share it. It is copied and pickled by its value.

    Args:
        start: a number.
    """

    # ANCHOR: product
    _handle = Handle()  # NULL, of an object that was never initialised

    def __init__(self, start: float = 1.0) -> None:
        handle = Handle()  # owns from here on, whatever happens
        _new(c_double(start), handle)
        self._handle = handle

    def multiply_by(self, factor: float) -> None:
        """Multiply the product by ``factor``.

        Args:
            factor: a number.

        Raises:
            ValueError: the product is closed.
        """
        _multiply_by(self._handle, c_double(factor))

    # ANCHOR_END: product

    @property
    def value(self) -> float:
        """The product so far; a ValueError when it is closed."""
        return _value(self._handle)

    def close(self) -> None:
        """Close the product. Closing twice is harmless."""
        _close(self._handle)

    @property
    def closed(self) -> bool:
        """Whether the product is closed."""
        return _is_closed(self._handle)

    def __enter__(self) -> Self:
        """Return the product itself; a ValueError when it is closed."""
        self.value  # noqa: B018 - raises
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the product."""
        self.close()

    def __reduce__(self) -> tuple[type[Self], tuple[float]]:
        """Return how to make another product of the same value."""
        return type(self), (self.value,)
