"""Objects: a Rust struct behind a Python class, and when it is freed."""

import cmult_pyo3
import cmult_pyo3.raw

# Freed with its last reference, whenever that is.
raw = cmult_pyo3.raw.Product(6.0)
raw.multiply_by(2.5)
print("raw:     ", raw.value, "- can be closed:", hasattr(raw, "close"))

# Freed when the block ends.
with cmult_pyo3.Product(6.0) as product:
    product.multiply_by(2.5)
    print("finished:", product.value)
try:
    product.multiply_by(2.0)
except ValueError as error:
    print("ValueError:", error)


class Sly:
    """A factor that closes the product while it is being converted."""

    def __float__(self) -> float:
        other.close()
        return 2.0


other = cmult_pyo3.Product()
try:
    other.multiply_by(Sly())
except ValueError as error:
    print("ValueError:", error)
