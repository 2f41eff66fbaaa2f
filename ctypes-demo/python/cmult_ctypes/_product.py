"""An object that lives in Rust: Python holds its address and must give it back."""

from __future__ import annotations

import threading
import weakref
from ctypes import byref, c_double, c_void_p
from typing import NoReturn

from cmult_ctypes._convert import Number, float64
from cmult_ctypes._library import library
from cmult_ctypes._status import check

# One look-up less in each call.
_multiply_by = library.cmult_product_multiply_by


def give_back(handle: c_void_p) -> None:
    """Free a product, and let nobody use its address any more.

    Python may collect a product before somebody's `__del__` that still uses it.
    """
    address, handle.value = handle.value, None
    library.cmult_product_free(address)


# ANCHOR: product
class Product:
    """A running product, kept in Rust.

    Close it, or use it in a `with` statement; one that is forgotten is freed
    when Python collects it.

    Args:
        start: the first value.

    Raises:
        TypeError: `start` is not a number.
        OverflowError: `start` is an integer too large for a float.
    """

    def __init__(self, start: Number = 1.0) -> None:
        handle = c_void_p()
        check(library.cmult_product_new(float64("start", start), byref(handle)))
        # The address, or None once it is given back.
        self._handle = handle
        # Frees once: on close(), on collection, or when Python ends.
        self._free = weakref.finalize(self, give_back, handle)
        # ctypes gives the GIL away in each call: without the lock another thread
        # could free the product while this one uses it. An RLock: a signal handler
        # may use the product that it interrupted.
        self._lock = threading.RLock()

    def multiply_by(self, factor: Number) -> None:
        """Multiply the product by `factor`.

        Raises:
            TypeError: `factor` is not a number.
            OverflowError: `factor` is an integer too large for a float.
            ValueError: the product is closed.
        """
        number = float64("factor", factor)
        with self._lock:
            check(_multiply_by(self._open(), number))

    # ANCHOR_END: product

    @property
    def value(self) -> float:
        """The product so far.

        Raises:
            ValueError: the product is closed.
        """
        value = c_double()
        with self._lock:
            check(library.cmult_product_value(self._open(), byref(value)))
        return value.value

    @property
    def closed(self) -> bool:
        """Whether the product has been given back to Rust."""
        return self._handle.value is None

    def close(self) -> None:
        """Give the product back to Rust. Closing twice is harmless."""
        with self._lock:
            self._free()

    def _open(self) -> int:
        address = self._handle.value
        if address is None:
            raise ValueError("Product is closed")
        return address

    def __reduce__(self) -> NoReturn:
        # A copy would be a second owner of the same address.
        raise TypeError("Product cannot be copied or pickled")

    def __enter__(self) -> Product:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
