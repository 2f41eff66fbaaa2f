"""Floats: Python's have 64 bits, and the C function's 32."""

from math import nan

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

# ANCHOR: raw
print("raw")
# Rounded to 32 bits on the way in: 6 * 2.3 is no longer 13.8.
attempt("multiply(6, 2.3)", raw.multiply, 6, 2.3)
attempt("multiply(6, 2)", raw.multiply, 6, 2)
attempt("multiply(6, '2.3')", raw.multiply, 6, "2.3")
attempt("multiply(6, nan)", raw.multiply, 6, nan)
# A number goes in, infinity comes out, and nobody says a word.
attempt("multiply(6, 1e300)", raw.multiply, 6, 1e300)
attempt("multiply(6, 10**400)", raw.multiply, 6, 10**400)
# ANCHOR_END: raw

# ANCHOR: finished
print("finished")
attempt("multiply(6, 2.3)", cmult_cffi.multiply, 6, 2.3)
attempt("multiply(6, 2)", cmult_cffi.multiply, 6, 2)
attempt("multiply(6, '2.3')", cmult_cffi.multiply, 6, "2.3")
attempt("multiply(6, nan)", cmult_cffi.multiply, 6, nan)
attempt("multiply(6, 1e300)", cmult_cffi.multiply, 6, 1e300)
attempt("multiply(6, 10**400)", cmult_cffi.multiply, 6, 10**400)
# ANCHOR_END: finished
