"""Errors: C returns a number, Python raises an exception."""

from array import array

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

ffi = raw.ffi
a, b = [1.0, 2.0], [3.0]

print("raw")
total = ffi.new("double *")
attempt("dot(a, 2, b, 1, total)", raw.dot, a, 2, b, 1, total)
attempt("status_message(5)", lambda: ffi.string(raw.status_message(5)))
attempt("dot(a, 2, a, 2, NULL)", raw.dot, a, 2, a, 2, ffi.NULL)
attempt("status_message(1)", lambda: ffi.string(raw.status_message(1)))
attempt("panic()", raw.panic)
attempt("status_message(9)", lambda: ffi.string(raw.status_message(9)))

print("finished")
attempt("dot(a, b)", cmult_cffi.dot, array("d", a), array("d", b))
attempt("checked_multiply(2**62, 2)", cmult_cffi.checked_multiply, 2**62, 2)
attempt("repeat('ab', 2**63)", cmult_cffi.repeat, "ab", 2**63)
attempt("_panic()", cmult_cffi._panic)
