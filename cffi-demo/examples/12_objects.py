"""Objects: a pointer that somebody owns, and what is left when it is freed."""

import cmult_cffi
from cmult_cffi import raw

ffi = raw.ffi

# Seven lines of C in Python; and `product` outlives what it points to.
place = ffi.new("CmultProduct **")
raw.product_new(6.0, place)
product = place[0]
raw.product_multiply_by(product, 2.5)
value = ffi.new("double *")
raw.product_value(product, value)
raw.product_free(place)
print("raw:     ", value[0], "- still an address:", product != ffi.NULL)

# Closed when the block ends.
with cmult_cffi.Product(6.0) as running:
    running.multiply_by(2.5)
    print("finished:", running.value)
try:
    running.multiply_by(2.0)
except ValueError as error:
    print("ValueError:", error)


class Sly:
    """A factor that closes the product while it is being converted."""

    def __float__(self) -> float:
        other.close()
        return 2.0


other = cmult_cffi.Product()
try:
    other.multiply_by(Sly())  # type: ignore[arg-type]
except ValueError as error:
    print("ValueError:", error)
