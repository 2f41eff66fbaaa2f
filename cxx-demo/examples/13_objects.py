"""Objects: a Rust value, in a C++ object, in a Python object."""

import cmult_cxx
import cmult_cxx.raw as raw

print("raw")
owner = raw.Product(6.0)
owner.multiply_by(2.5)
print("  value:", owner.value())
try:
    raw.Product()  # type: ignore[call-arg]
except TypeError as error:
    print("  no default:", str(error).partition(".")[0])

print("finished")
with cmult_cxx.Product() as product:
    product.multiply_by(2.5)
    print("  value:", product.value)
product.close()  # once more does no harm
try:
    product.multiply_by(2.0)
except ValueError as error:
    print("  used after `with`:", error)


class Sly:
    """A number that closes the product while it is its argument."""

    def __float__(self) -> float:
        sly_product.close()
        return 2.0


sly_product = cmult_cxx.Product()
try:
    sly_product.multiply_by(Sly())
except ValueError as error:
    print("  closed meanwhile:", error)
