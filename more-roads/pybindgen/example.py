"""PyBindGen: a number, a text, an array and an object."""

import cmult_pybindgen

print(cmult_pybindgen.multiply(6, 2.3))
print(cmult_pybindgen.repeat("héllo ", 3))
print("dot:", cmult_pybindgen.dot([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]))

try:
    cmult_pybindgen.dot([1.0], [])
except ValueError as error:
    print(f"dot: {type(error).__name__}: {error}")

product = cmult_pybindgen.Product(2.5)
product.multiply_by(4)
print(product.value())

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_pybindgen.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
