"""Memory: what Rust allocated goes back to Rust, once."""

import ctypes
import gc
import weakref

import cmult_ctypes
from cmult_ctypes import raw

if __name__ == "__main__":
    # ANCHOR: raw
    # Raw: we hold an address, and nobody gives it back for us.
    handle = ctypes.c_void_p()
    raw.product_new(ctypes.c_double(2.0), ctypes.byref(handle))
    raw.product_multiply_by(handle, ctypes.c_double(3.0))
    value = ctypes.c_double()
    raw.product_value(handle, ctypes.byref(value))
    print("raw product:", value.value)
    raw.product_free(handle)
    # From here on `handle` dangles: using it, or freeing it again, is a crash.
    # ANCHOR_END: raw

    # ANCHOR: finished
    # Finished: the object owns the address. A `with` gives it back at the end,
    # and so does the garbage collector for an object that was forgotten.
    with cmult_ctypes.Product(2.0) as product:
        product.multiply_by(3.0)
        print("product:", product.value)
    print("closed:", product.closed)

    forgotten = cmult_ctypes.Product(5.0)
    gone = weakref.ref(forgotten)
    del forgotten
    gc.collect()
    print("forgotten and freed:", gone() is None)
    # ANCHOR_END: finished
