"""Objects: one Python object owns one pointer."""

import cmult_ctypes

# Closed when the block ends.
with cmult_ctypes.Product(6.0) as product:
    product.multiply_by(2.5)
    print("value:", product.value)
try:
    product.multiply_by(2.0)
except ValueError as error:
    print("ValueError:", error)


class Sly:
    """A factor that closes the product while it is being converted."""

    def __float__(self) -> float:
        other.close()
        return 2.0


other = cmult_ctypes.Product()
try:
    other.multiply_by(Sly())  # type: ignore[arg-type]
except ValueError as error:
    print("ValueError:", error)
