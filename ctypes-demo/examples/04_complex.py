"""Complex numbers: a structure by value, declared field by field."""

import ctypes

import cmult_ctypes
from cmult_ctypes import raw


# ANCHOR: structure
class Complex(ctypes.Structure):
    """CmultComplex of cmult.h."""

    _fields_ = [("re", ctypes.c_double), ("im", ctypes.c_double)]


# ANCHOR_END: structure

# ANCHOR: raw
raw.multiply_complex.argtypes = [Complex, Complex]
raw.multiply_complex.restype = Complex
product = raw.multiply_complex(Complex(1, 2), Complex(3, -4))
print("raw:     ", product.re, product.im)
# ANCHOR_END: raw

print("finished:", cmult_ctypes.multiply_complex(1 + 2j, 3 - 4j))
print("2 * 1j = ", cmult_ctypes.multiply_complex(2, 1j))
try:
    cmult_ctypes.multiply_complex("1j", 1)  # type: ignore[arg-type]
except TypeError as error:
    print("'1j':", error)
