"""Memory: who owns it, who keeps it alive, and what cannot happen meanwhile."""

import sys
from array import array

import cmult_cxx

# Python owns the array. C++ holds an export during the call and no longer.
values = array("d", [1.0, 2.0])


def grow(value: float) -> float:
    """Try to lengthen the array that is being mapped."""
    values.append(value)  # would move the memory that Rust is working on
    return value


try:
    cmult_cxx.map_in_place(values, grow)
except BufferError as error:
    print("during the call: BufferError:", error)
values.append(3.0)
print("after the call:", values.tolist())

# Python owns the result too: a copy of Rust's String, which C++ has given back.
text = cmult_cxx.repeat("ab", 3)
owners = sys.getrefcount(text) - 1  # the argument of getrefcount counts too
print(text, "has owners:", owners)
