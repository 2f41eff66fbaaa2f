"""Floats: Python's have 64 bits, the function's have 32."""

from fractions import Fraction

import cmult_cxx
import cmult_cxx.raw as raw

print("raw")
print("  2.3 times 6:", raw.multiply(6, 2.3), "(in 32 bits)")
print("  1e300 times 6:", raw.multiply(6, 1e300), "(no error)")
try:
    raw.multiply(6, 10**400)
except TypeError as error:
    print("  10**400 times 6: TypeError:", str(error).partition(".")[0])

print("finished")
print("  2.3 times 6:", cmult_cxx.multiply(6, 2.3))
print("  1/2 times 6:", cmult_cxx.multiply(6, Fraction(1, 2)))
print("  infinity times 6:", cmult_cxx.multiply(6, float("inf")))
for large in 1e300, 10**400:
    try:
        cmult_cxx.multiply(6, large)
    except OverflowError as error:
        print("  a large number times 6: OverflowError:", error)
try:
    cmult_cxx.multiply(6, "2.3")  # type: ignore[arg-type]
except TypeError as error:
    print("  '2.3' times 6: TypeError:", error)
