"""SWIG: a number, a text, an array and an object."""

from array import array

import cmult_swig

print(cmult_swig.multiply(6, 2.3))
print(cmult_swig.repeat("héllo ", 3))

values = array("d", [1.0, 2.0, 3.0])
cmult_swig.scale_in_place(values, 2.0)
print("scaled in place:", values)

# Floats of 32 bits, two of which pass for one of 64.
singles = array("f", [1.0, 2.0])
cmult_swig.scale_in_place(singles, 2.0)
print("wrong:", singles)

product = cmult_swig.Product(2.5)
product.multiply_by(4)
print(product.value())

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_swig.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
