"""Mutability: a std::vector is a copy, and changing a copy changes nothing."""

from array import array

import cmult_cxx
import cmult_cxx.raw

# ANCHOR: both
values = array("d", [1.0, 2.0, 3.0])
cmult_cxx.raw.scale_in_place(values, 10.0)
print("raw:     ", values.tolist())
cmult_cxx.scale_in_place(values, 10.0)
print("finished:", values.tolist())
# ANCHOR_END: both

try:
    cmult_cxx.scale_in_place(memoryview(values).toreadonly(), 10.0)
except BufferError as error:
    print("read-only: BufferError:", error)
