"""Memory: whoever allocates, frees. What is borrowed must stay where it is."""

from array import array
from typing import Any

import cmult_cffi
from cmult_cffi import raw

ffi = raw.ffi

# `ffi.new`: Python's. Gone with the last reference, whatever C still thinks.
number = ffi.new("double *", 2.5)
print(number)

# Rust's: nobody frees it, unless CFFI is told how.
place = ffi.new("CmultProduct **")
raw.product_new(2.5, place)


def free(place: Any) -> None:
    """Free a product, and say so."""
    raw.product_free(place)
    print("freed; the pointer is NULL now:", place[0] == ffi.NULL)


owner = ffi.gc(place, free)
del owner

# An array's: borrowed, and the array cannot move it meanwhile.
values = array("d", [1.0])
borrowed = ffi.from_buffer("double[]", values)
try:
    values.append(2.0)
except BufferError as error:
    print("raw: BufferError:", error)
ffi.release(borrowed)
values.append(2.0)


def grow(value: float) -> float:
    """Try to lengthen the array that is being mapped."""
    values.append(value)  # would move the memory that Rust is working on
    return value


try:
    cmult_cffi.map_in_place(values, grow)
except BufferError as error:
    print("finished: BufferError:", error)
values.append(3.0)
print("after the call:", values.tolist())
