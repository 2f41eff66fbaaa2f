"""An object that lives in Rust."""

from __future__ import annotations

from typing import Any, Self

from cmult_cffi._errors import check
from cmult_cffi._native import ffi, lib


class Product:
    """A running product, kept in Rust.

    Use it in a with statement, or close it: afterwards using it is a ValueError, as
    with a file. Threads may share it. It is copied and pickled by its value.

    Args:
        start: a number.
    """

    # ANCHOR: product
    # One that was never initialised has an empty place: it counts as closed.
    _handle: tuple[Any, Any] = ffi.new("CmultProduct **"), None

    def __init__(self, start: float = 1.0) -> None:
        place = ffi.new("CmultProduct **")
        owner = ffi.gc(place, lib.cmult_product_free)
        check(lib.cmult_product_new(start, place))
        # Python's collector may make the owner free the product, and forget the
        # place, before somebody's `__del__` looks there: so we keep it, too.
        self._handle = place, owner

    # ANCHOR_END: product

    def multiply_by(self, factor: float) -> None:
        """Multiply the product by ``factor``.

        Args:
            factor: a number.

        Raises:
            ValueError: the product is closed.
        """
        # Both stay for as long as the call lasts. The GIL does not: another thread may
        # be in there, too, or fork; Rust's lock is made for both.
        place, _owner = self._handle
        check(lib.product_multiply_by(place, factor))

    @property
    def value(self) -> float:
        """The product so far; a ValueError when it is closed."""
        place, _owner = self._handle
        value = ffi.new("double *")
        check(lib.cmult_product_value(place[0], value))
        return value[0]

    @property
    def closed(self) -> bool:
        """Whether the product is closed."""
        place, _owner = self._handle
        return lib.cmult_product_is_closed(place[0])

    def close(self) -> None:
        """Close the product. Closing twice is harmless."""
        place, _owner = self._handle
        # Empties it, and frees nothing: another thread may be using it.
        lib.cmult_product_close(place[0])

    def __enter__(self) -> Self:
        """Return the product itself; a ValueError when it is closed."""
        self.value  # noqa: B018 - raises
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the product."""
        self.close()

    def __reduce__(self) -> tuple[type[Product], tuple[float]]:
        """Return how to make another product of the same value."""
        return type(self), (self.value,)
