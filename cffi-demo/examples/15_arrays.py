"""Arrays: no copy, once somebody has looked at what is in them."""

from array import array

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

ffi = raw.ffi
doubles = array("d", [1.0, 2.0, 3.0])
floats = array("f", [1.0, 2.0, 3.0, 4.0])
shorter = array("d", [4.0])
every_other = memoryview(doubles)[::2]

print("raw")
out = ffi.new("double *")
# A list is copied first, each time.
attempt("dot([1, 2], 2, [3, 4], 2, out)", raw.dot, [1, 2], 2, [3, 4], 2, out)
attempt("out[0]", lambda: out[0])
# ANCHOR: raw
# Four 32-bit floats make two 64-bit ones: from_buffer counts bytes.
with ffi.from_buffer("double[]", floats) as data:
    attempt("list(data)", list, data)
# ANCHOR_END: raw
attempt("from_buffer(every_other)", ffi.from_buffer, "double[]", every_other)
# And raw.dot(shorter, 3, ...) would read whatever lies behind.

print("finished")
attempt("dot(doubles, doubles)", cmult_cffi.dot, doubles, doubles)
attempt("dot(doubles, [3, 4])", cmult_cffi.dot, doubles, [3, 4])
attempt("dot(floats, doubles)", cmult_cffi.dot, floats, doubles)
attempt("dot(every_other, doubles)", cmult_cffi.dot, every_other, doubles)
attempt("dot(shorter, doubles)", cmult_cffi.dot, shorter, doubles)
