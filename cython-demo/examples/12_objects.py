"""Objects: a value that lives in Rust, a Python object that owns it, and its end."""

import copy

import cmult_cython
import cmult_cython.raw

# Freed with its last reference, whenever that is.
raw = cmult_cython.raw.Product(6.0)
raw.multiply_by(2.5)
print("raw:     ", raw.value, "- can be closed:", hasattr(raw, "close"))

# Closed when the block ends.
with cmult_cython.Product(6.0) as product:
    product.multiply_by(2.5)
    print("finished:", product.value, "- a copy:", copy.copy(product).value)
try:
    product.multiply_by(2.0)
except ValueError as error:
    print("ValueError:", error)


class Sly:
    """A factor that closes the product while it is being converted."""

    def __float__(self) -> float:
        other.close()
        return 2.0


other = cmult_cython.Product()
try:
    other.multiply_by(Sly())
except ValueError as error:
    print("ValueError:", error)
