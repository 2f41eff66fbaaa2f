"""Objects: a Rust value, in a C++ object, in a Python object."""

import copy

import cmult_cxx
import cmult_cxx.raw

# Freed with its last reference, whenever that is.
raw = cmult_cxx.raw.Product(6.0)
raw.multiply_by(2.5)
print("raw:     ", raw.value(), "- can be closed:", hasattr(raw, "close"))

# Freed when the block ends.
with cmult_cxx.Product(6.0) as product:
    product.multiply_by(2.5)
    print("finished:", product.value)
    print("a copy:  ", copy.copy(product).value)
try:
    product.multiply_by(2.0)
except ValueError as error:
    print("ValueError:", error)

# An object without `__init__`: of the raw class it has memory of nobody's, and
# to use it may do anything.
half = cmult_cxx.Product.__new__(cmult_cxx.Product)
try:
    half.multiply_by(2.0)
except ValueError as error:
    print("ValueError:", error)
