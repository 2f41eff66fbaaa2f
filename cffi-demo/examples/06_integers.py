"""Integers: Python's have no limit, C's have. CFFI knows, and says so."""

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw


class Six:
    """Python uses this as an integer wherever it needs one."""

    def __index__(self) -> int:
        return 6


print("raw")
attempt("multiply(6, 2.3)", raw.multiply, 6, 2.3)
attempt("multiply(True, 2.3)", raw.multiply, True, 2.3)
attempt("multiply(2**31, 2.3)", raw.multiply, 2**31, 2.3)
attempt("multiply(6.7, 2.3)", raw.multiply, 6.7, 2.3)
attempt("multiply(Six(), 2.3)", raw.multiply, Six(), 2.3)
# A result and an error at once: the result comes through a pointer.
out = raw.ffi.new("int64_t *")
attempt("checked_multiply(6, 7, out)", raw.checked_multiply, 6, 7, out)
attempt("out[0]", lambda: out[0])
attempt("checked_multiply(2**62, 2, out)", raw.checked_multiply, 2**62, 2, out)
attempt("out[0]", lambda: out[0])

print("finished")
attempt("multiply(6, 2.3)", cmult_cffi.multiply, 6, 2.3)
attempt("multiply(True, 2.3)", cmult_cffi.multiply, True, 2.3)
attempt("multiply(2**31, 2.3)", cmult_cffi.multiply, 2**31, 2.3)
attempt("multiply(6.7, 2.3)", cmult_cffi.multiply, 6.7, 2.3)
attempt("multiply(Six(), 2.3)", cmult_cffi.multiply, Six(), 2.3)
attempt("checked_multiply(6, 7)", cmult_cffi.checked_multiply, 6, 7)
attempt("checked_multiply(2**62, 2)", cmult_cffi.checked_multiply, 2**62, 2)
