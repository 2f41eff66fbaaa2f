"""pyo3-ffi: a number, a text and an array."""

from array import array

import cmult_pyo3_ffi

print(cmult_pyo3_ffi.multiply(6, 2.3))
print(cmult_pyo3_ffi.repeat("héllo ", 3))

values = array("d", [1.0, 2.0, 3.0])
cmult_pyo3_ffi.scale_in_place(values, 2.0)
print("scaled in place:", values)

# Floats of 32 bits, two of which pass for one of 64.
singles = array("f", [1.0, 2.0])
cmult_pyo3_ffi.scale_in_place(singles, 2.0)
print("wrong:", singles)

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_pyo3_ffi.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
