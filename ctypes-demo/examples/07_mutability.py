"""Mutability: Rust may change an array, but not just any object."""

import ctypes
from array import array

import cmult_ctypes
from cmult_ctypes import raw

three, ten = ctypes.c_size_t(3), ctypes.c_double(10.0)

# ANCHOR: raw
# To ctypes, these bytes are an address: Rust changes what never changes.
frozen = bytes(array("d", [1.0, 2.0, 3.0]))
raw.scale_in_place(frozen, three, ten)
print("raw:     ", memoryview(frozen).cast("d").tolist())
# ANCHOR_END: raw

# ANCHOR: finished
values = array("d", [1.0, 2.0, 3.0])
cmult_ctypes.scale_in_place(values, 10.0)
print("finished:", values.tolist())
try:
    cmult_ctypes.scale_in_place(memoryview(values).toreadonly(), 10.0)
except BufferError as error:
    print("read-only: BufferError:", error)
# ANCHOR_END: finished
