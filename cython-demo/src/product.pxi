# An object that lives in Rust. Its lock is there, too: threads may share it.

cdef class Product:
    """Product(start=1.0)\n--\n
    A running product, kept in Rust.

    Use it in a with statement, or close it: afterwards using it is a ValueError, as
    with a file. Threads may share it. It is copied and pickled by its value.

    Args:
        start: a number.
    """

    # ANCHOR: product
    cdef lib.CmultProduct *_product

    def __cinit__(self, double start=1.0):
        check(lib.cmult_product_new(start, &self._product))

    def __dealloc__(self):
        lib.cmult_product_free(&self._product)
    # ANCHOR_END: product

    def multiply_by(self, double factor):
        """Multiply the product by ``factor``.

        Args:
            factor: a number.

        Raises:
            ValueError: the product is closed.
        """
        check(lib.cmult_product_multiply_by(self._product, factor))

    @property
    def value(self):
        """The product so far; a ValueError when it is closed."""
        cdef double value
        check(lib.cmult_product_value(self._product, &value))
        return value

    def close(self):
        """Close the product. Closing twice is harmless."""
        lib.cmult_product_close(self._product)

    @property
    def closed(self):
        """Whether the product is closed."""
        return lib.cmult_product_is_closed(self._product)

    def __enter__(self):
        """Return the product itself; a ValueError when it is closed."""
        self.value  # raises
        return self

    def __exit__(self, *exception):
        """Close the product."""
        self.close()

    def __reduce__(self):
        """Return how to make another product of the same value."""
        return type(self), (self.value,)
