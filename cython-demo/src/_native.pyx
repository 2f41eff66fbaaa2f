# cython: freethreading_compatible=True
# cython: binding=False, embedsignature=True, embedsignature.format=clinic
# cython: boundscheck=False, autotestdict=False

"""The compiled half of `cmult_cython`; import the names from there.

One module, so that Rust is linked once: the other files of it are included.
"""

cimport cmult as lib
from errors cimport check
from libc.math cimport isinf
from libc.stdint cimport int32_t, int64_t, uint8_t, uint64_t


# ANCHOR: integer
# `Py_ssize_t` is the only integer type of C for which Cython refuses 6.7: it asks
# for `__index__`, as Python does where it needs a whole number. What has fewer bits
# is checked here.
cdef inline int32_t to_i32(Py_ssize_t value) except? -1:
    if value != <int32_t>value:
        raise OverflowError("an integer does not fit in 32 bits")
    return <int32_t>value
# ANCHOR_END: integer


cdef inline uint64_t to_count(Py_ssize_t value) except? <uint64_t>-1:
    if value < 0:
        raise OverflowError("times must not be negative")
    return value


# ANCHOR: single
cdef inline float to_f32(double value) except? -1:
    # For a C compiler an infinity is a fine result of narrowing.
    if isinf(<float>value) and not isinf(value):
        raise OverflowError("a number is too large for a 32-bit float")
    return <float>value
# ANCHOR_END: single


include "numbers.pxi"
include "text.pxi"
include "arrays.pxi"
include "product.pxi"


def _panic():
    """Panic in Rust, to show what becomes of it."""
    check(lib.cmult_panic())
