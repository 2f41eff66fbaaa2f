"""Memory: who owns it, who keeps it alive, and what cannot happen meanwhile."""

import ctypes
import gc
import weakref
from array import array

import cmult_ctypes
from cmult_ctypes import raw

# ANCHOR: raw
# Raw: we hold an address, and nobody gives it back for us.
handle, value = ctypes.c_void_p(), ctypes.c_double()
raw.product_new(ctypes.c_double(2.0), ctypes.byref(handle))
raw.product_multiply_by(handle, ctypes.c_double(3.0))
raw.product_value(handle, ctypes.byref(value))
print("raw product:", value.value)
copy = ctypes.c_void_p(handle.value)
raw.product_free(ctypes.byref(handle))
# `handle` is NULL now, but `copy` dangles: using or freeing it is a crash.
print("handle:", handle.value, "- copy is NULL:", copy.value is None)
# ANCHOR_END: raw

# ANCHOR: finished
# Finished: the object owns the address, and gives it back when it is collected.
forgotten = cmult_ctypes.Product(5.0)
gone = weakref.ref(forgotten)
del forgotten
gc.collect()
print("forgotten and freed:", gone() is None)
# ANCHOR_END: finished

# Python owns the array. We hold an export during the call and no longer.
values = array("d", [1.0, 2.0])


def grow(value: float) -> float:
    """Try to lengthen the array that is being mapped."""
    values.append(value)  # would move the memory that Rust is working on
    return value


try:
    cmult_ctypes.map_in_place(values, grow)
except BufferError as error:
    print("during the call: BufferError:", error)
values.append(3.0)
print("after the call:", values.tolist())
