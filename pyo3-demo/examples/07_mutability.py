"""Mutability: Vec<f64> is a copy, and changing a copy changes nothing."""

from array import array

import cmult_pyo3
import cmult_pyo3.raw

# ANCHOR: both
values = array("d", [1.0, 2.0, 3.0])
cmult_pyo3.raw.scale_in_place(values, 10.0)
print("raw:     ", values.tolist())
cmult_pyo3.scale_in_place(values, 10.0)
print("finished:", values.tolist())
# ANCHOR_END: both

try:
    cmult_pyo3.scale_in_place(memoryview(values).toreadonly(), 10.0)
except BufferError as error:
    print("read-only: BufferError:", error)
