"""Mutability: a std::vector is a copy, and changing a copy changes nothing."""

from array import array

import cmult_cxx
import cmult_cxx.raw as raw

values = array("d", [1.0, 2.0, 3.0])
constant = memoryview(values).toreadonly()

# ANCHOR: raw
print("raw")
raw.scale_in_place(values, 10.0)
print("  an array:", values.tolist())
raw.scale_in_place(constant, 10.0)
print("  a constant one: no error, and no effect")
# ANCHOR_END: raw

print("finished")
cmult_cxx.scale_in_place(values, 10.0)
print("  an array:", values.tolist())
try:
    cmult_cxx.scale_in_place(constant, 10.0)
except BufferError as error:
    print("  a constant one:", error)
try:
    cmult_cxx.scale_in_place([1.0, 2.0], 10.0)  # type: ignore[arg-type]
except TypeError as error:
    print("  a list:", error)
