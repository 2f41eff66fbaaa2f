"""Objects: a value that lives in Rust, and a Python object that owns it."""

import cmult_cython
import cmult_cython.raw as raw

print("raw")
owner = raw.Product(6.0)
owner.multiply_by(2.5)
print("  value:", owner.value)
print("  can be closed:", hasattr(owner, "close"), "(freed when collected)")

print("finished")
with cmult_cython.Product(6.0) as product:
    product.multiply_by(2.5)
    print("  value:", product.value)
print("  closed by `with`:", product.closed)
product.close()  # once more does no harm
try:
    product.multiply_by(2.0)
except ValueError as error:
    print("  used after that:", error)


class Sly:
    """A number that closes the product while it is its argument."""

    def __float__(self) -> float:
        sly_product.close()
        return 2.0


sly_product = cmult_cython.Product()
try:
    sly_product.multiply_by(Sly())
except ValueError as error:
    print("  closed meanwhile:", error)
