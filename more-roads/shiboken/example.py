"""Shiboken: a number, a text, arrays and an object."""

from array import array

import cmult_shiboken

print(cmult_shiboken.multiply(6, 2.3))
print(cmult_shiboken.repeat("héllo ", 3))
print("dot:", cmult_shiboken.dot([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]))

values = array("d", [1.0, 2.0, 3.0])
cmult_shiboken.scale_in_place(values, 2.0)
print("scaled in place:", values)

product = cmult_shiboken.Product(2.5)
product.multiply_by(4)
print(product.value())

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_shiboken.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
