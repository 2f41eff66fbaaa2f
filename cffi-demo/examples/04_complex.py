"""Complex numbers: a structure of ours to C, or C's own `double _Complex`."""

import cmult_cffi
import cmult_cffi.raw

# CFFI makes a structure of a tuple, and nothing of a structure.
product = cmult_cffi.raw.multiply_complex((1, 2), (3, -4))
print("raw:     ", product, product.re, product.im)

# src/checked.c declares `double _Complex`, and that is Python's complex to CFFI.
print("finished:", cmult_cffi.multiply_complex(1 + 2j, 3 - 4j))
print("finished:", cmult_cffi.multiply_complex(2, 1j))
try:
    cmult_cffi.multiply_complex("1j", 1)  # type: ignore[arg-type]
except TypeError as error:
    print("finished: TypeError:", error)
