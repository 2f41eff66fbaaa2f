"""Complex numbers: a struct by value, which CFFI makes of a tuple."""

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

print("raw")
attempt("multiply_complex(1+2j, 3)", raw.multiply_complex, 1 + 2j, 3)
product = raw.multiply_complex((1, 2), (3, -4))
attempt("multiply_complex((1, 2), (3, -4))", lambda: product)
attempt("product.re, product.im", lambda: (product.re, product.im))

print("finished")
attempt("multiply_complex(1+2j, 3)", cmult_cffi.multiply_complex, 1 + 2j, 3)
attempt("multiply_complex(1+2j, -4j)", cmult_cffi.multiply_complex, 1 + 2j, -4j)
attempt("multiply_complex('1', 1)", cmult_cffi.multiply_complex, "1", 1)
