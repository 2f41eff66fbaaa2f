"""nanobind: a number, a text, an array and an object."""

from pathlib import Path

import numpy as np

import cmult_nanobind

print(cmult_nanobind.multiply(6, 2.3))
print(cmult_nanobind.repeat("héllo ", 3))

values = np.array([1.0, 2.0, 3.0])
cmult_nanobind.scale_in_place(values, 2.0)
print("scaled in place:", values)

product = cmult_nanobind.Product(2.5)
product.multiply_by(4)
print(product.value)

stub = Path(cmult_nanobind.__file__).with_name("cmult_nanobind.pyi")
print("its stub says:", stub.read_text().partition("\n\n\n")[2].partition("\n")[0])

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_nanobind.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
