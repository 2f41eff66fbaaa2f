"""Memory: whoever allocates, frees. What is borrowed must stay where it is."""

from array import array

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

ffi = raw.ffi

print("raw")
# `ffi.new`: Python's. Gone with the last reference, whatever C still thinks.
number = ffi.new("double *", 2.5)
attempt("ffi.new('double *', 2.5)", lambda: number)
# Rust's: nobody frees it, unless CFFI is told how.
out = ffi.new("CmultProduct **")
attempt("product_new(2.5, out)", raw.product_new, 2.5, out)


def free(pointer: object) -> None:
    """Free a product, and say so."""
    print(f"{'':<34} (freed)")
    raw.product_free(pointer)


product = ffi.gc(out[0], free)
attempt("ffi.release(product)", ffi.release, product)
attempt("ffi.release(product)", ffi.release, product)
# An array's: borrowed, and the array cannot move it meanwhile.
values = array("d", [1.0])
borrowed = ffi.from_buffer("double[]", values)
attempt("values.append(2.0)", values.append, 2.0)
attempt("ffi.release(borrowed)", ffi.release, borrowed)
attempt("values.append(2.0)", values.append, 2.0)

print("finished")
append = values.append
attempt("map_in_place(values, append)", cmult_cffi.map_in_place, values, append)
attempt("values.append(3.0)", values.append, 3.0)
