"""Objects: a pointer that somebody owns, and what is left when it is freed."""

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

ffi = raw.ffi

print("raw")
out = ffi.new("CmultProduct **")
attempt("product_new(1.0, out)", raw.product_new, 1.0, out)
product = out[0]
attempt("product_multiply_by(product, 6)", raw.product_multiply_by, product, 6)
value = ffi.new("double *")
attempt("product_value(product, value)", raw.product_value, product, value)
attempt("value[0]", lambda: value[0])
attempt("product_free(product)", raw.product_free, product)
# `product` still holds the address. Using it now may do anything.

print("finished")
with cmult_cffi.Product() as running:
    attempt("multiply_by(6)", running.multiply_by, 6)
    attempt("multiply_by(factor=2.5)", lambda: running.multiply_by(factor=2.5))
    attempt("value", lambda: running.value)
attempt("closed", lambda: running.closed)
attempt("value", lambda: running.value)
attempt("close()", running.close)
