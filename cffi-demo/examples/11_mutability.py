"""Mutability: what Rust may change, and what only looks as if it could."""

from array import array

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

ffi = raw.ffi

print("raw")
# CFFI makes a C array of the list, Rust changes that, and then it is gone.
numbers = [1.0, 2.0]
attempt("scale_in_place(numbers, 2, 10)", raw.scale_in_place, numbers, 2, 10)
attempt("numbers", lambda: numbers)
# A C array that Python owns.
owned = ffi.new("double[]", numbers)
attempt("scale_in_place(owned, 2, 10)", raw.scale_in_place, owned, 2, 10)
attempt("list(owned)", list, owned)
# The memory of a Python object.
values = array("d", numbers)
attempt("scale_in_place(values, 2, 10)", raw.scale_in_place, values, 2, 10)
with ffi.from_buffer("double[]", values) as view:
    attempt("scale_in_place(view, 2, 10)", raw.scale_in_place, view, 2, 10)
attempt("values", lambda: values)
# And of one that says it is not to be changed: CFFI does not ask.
constant = memoryview(values).toreadonly()
with ffi.from_buffer("double[]", constant) as view:
    attempt("scale_in_place(view, 2, 10)", raw.scale_in_place, view, 2, 10)
attempt("constant.tolist()", constant.tolist)

print("finished")
attempt("scale_in_place(numbers, 10)", cmult_cffi.scale_in_place, numbers, 10)
attempt("scale_in_place(values, 10)", cmult_cffi.scale_in_place, values, 10)
attempt("values", lambda: values)
attempt("scale_in_place(constant, 10)", cmult_cffi.scale_in_place, constant, 10)
