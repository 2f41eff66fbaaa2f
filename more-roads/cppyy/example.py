"""cppyy: a number, a text, arrays and an object."""

from array import array

import cmult_cppyy

print(cmult_cppyy.multiply(6, 2.3))
print(cmult_cppyy.repeat("héllo ", 3))

values = array("d", [1.0, 2.0, 3.0])
cmult_cppyy.scale_in_place(values, len(values), 2.0)
print("scaled in place:", values)

# A list becomes a std::vector; what C++ throws comes out as an exception.
print("dot:", cmult_cppyy.dot([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]))
try:
    cmult_cppyy.dot([1.0], [])
except Exception as error:
    print("dot:", type(error).__name__)

product = cmult_cppyy.Product(2.5)
product.multiply_by(4)
print(product.value())

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_cppyy.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
