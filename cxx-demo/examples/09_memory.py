"""Memory: in C++ what an object owns is given back when its scope ends."""

from array import array

import cmult_cxx
import cmult_cxx.raw as raw

print("raw")
product = raw.Product(6.0)
product.multiply_by(2.5)
print("  a product:", product.value())
print("  it can be freed before Python does:", hasattr(product, "close"))

print("finished")
with cmult_cxx.Product(6.0) as finished:
    finished.multiply_by(2.5)
    print("  a product:", finished.value)
print("  it was freed at the end of `with`:", finished.closed)

# While C++ uses an array, its owner cannot free it; afterwards it can again,
# also when the call failed.
values = array("d", [1.0, 2.0])


def grow(value: float) -> float:
    """Try to move the array to where there is more room."""
    values.append(value)
    return value


try:
    cmult_cxx.map_in_place(values, grow)
except BufferError as error:
    print("  during the call:", error)
values.append(3.0)
print("  after the call:", values.tolist())
