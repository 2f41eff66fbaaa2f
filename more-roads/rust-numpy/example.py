"""rust-numpy: a number, and arrays that Rust borrows."""

import numpy as np

import cmult_rust_numpy

print(cmult_rust_numpy.multiply(6, 2.3))

values = np.array([1.0, 2.0, 3.0])
cmult_rust_numpy.scale_in_place(values, 2.0)
print("scaled in place:", values)
print("dot:", cmult_rust_numpy.dot(values, values))

# Every other element; and one array for both arguments, of which one is written to.
for what, call in {
    "strided": lambda: cmult_rust_numpy.dot(values[::2], values[::2]),
    "integers": lambda: cmult_rust_numpy.dot(np.arange(3), values),
    "twice": lambda: cmult_rust_numpy.scale_by_first(values, values),
}.items():
    try:
        print(f"{what}:", call())
    except Exception as error:
        print(f"{what}: {type(error).__name__}: {error}")

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_rust_numpy.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
