"""An object that lives in Rust."""

from __future__ import annotations

import threading
from typing import Any, NoReturn

from cmult_cffi._convert import Number, to_f64
from cmult_cffi._native import ffi, lib
from cmult_cffi._status import check

# One look-up less in each call.
_multiply_by = lib.cmult_product_multiply_by


# ANCHOR: product
class Product:
    """A running product. `close()` or a `with` statement frees it at once.

    Raises:
        TypeError: `start` is not a number.
        OverflowError: `start` is an integer too large for a float.
    """

    def __init__(self, start: Number = 1.0) -> None:
        out = ffi.new("CmultProduct **")
        check(lib.cmult_product_new(to_f64(start, "start"), out))
        # A pointer that frees what it points to when its last reference goes.
        self._pointer: Any = ffi.gc(out[0], lib.cmult_product_free)
        # CFFI releases the GIL in every call: without a lock, two threads could
        # multiply at once, and Rust was promised that they do not. An RLock: a
        # signal handler may use the product that it interrupted.
        self._lock = threading.RLock()

    def multiply_by(self, factor: Number) -> None:
        """Multiply the product by `factor`; ValueError if it is closed."""
        # First: the argument's own `__float__` may close the product.
        number = to_f64(factor, "factor")
        with self._lock:
            check(_multiply_by(self._open(), number))

    # ANCHOR_END: product

    @property
    def value(self) -> float:
        """The product so far; ValueError if it is closed."""
        out = ffi.new("double *")
        with self._lock:
            check(lib.cmult_product_value(self._open(), out))
        return float(out[0])

    @property
    def closed(self) -> bool:
        """Whether it was closed: such a product can only be closed again."""
        return self._pointer is None

    # ANCHOR: close
    def close(self) -> None:
        """Free the product. Closing twice is harmless."""
        # Whoever drops the last reference frees it: this line, or a call that
        # is under way in another thread and has one of its own. `ffi.release`
        # would not wait for that call.
        self._pointer = None

    def _open(self) -> Any:
        # Read once: another thread may close it between two looks.
        pointer = self._pointer
        if pointer is None:
            raise ValueError("Product is closed")
        return pointer

    # ANCHOR_END: close

    def __enter__(self) -> Product:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        # `copy.copy` would make two objects with one pointer.
        raise TypeError("cannot pickle 'Product' object")
