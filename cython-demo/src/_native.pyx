# ANCHOR: module
# cython: binding=False, embedsignature=True, embedsignature.format=clinic
# ANCHOR: free_threading
# cython: boundscheck=False, autotestdict=False, freethreading_compatible=True
# ANCHOR_END: free_threading

"""The compiled half of `cmult_cython`; import the names from there.

One module in a file for each idea: the library of Rust is linked once.
"""

cimport cmult as lib
from cpython.exc cimport PyErr_CheckSignals
from errors cimport check
from libc.math cimport isinf
from libc.stdint cimport int32_t, int64_t

include "numbers.pxi"
include "text.pxi"
include "arrays.pxi"
include "product.pxi"
include "exchange.pxi"
# ANCHOR_END: module


def _panic():
    """Panic in Rust, to show what becomes of it."""
    check(lib.cmult_panic())
