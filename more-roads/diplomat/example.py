"""Diplomat: a number, a text, arrays and an object."""

from array import array

import cmult_diplomat

print(cmult_diplomat.multiply(6, 2.3))
print(cmult_diplomat.repeat("héllo ", 3))
print("dot:", cmult_diplomat.dot([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]))

try:
    cmult_diplomat.dot([1.0], [])
except Exception as error:
    print(f"dot: {type(error).__name__}: {error}")

# Every second element, 1.0 and 3.0, or so one would think.
gaps = memoryview(array("d", [1.0, 2.0, 3.0, 4.0]))[::2]
print("wrong:", cmult_diplomat.dot(gaps, [1.0, 1.0]), "for", sum(gaps))

product = cmult_diplomat.Product(2.5)
product.multiply_by(4)
print(product.value)

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_diplomat.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
