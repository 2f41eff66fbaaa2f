"""Booleans: one byte, 0 or 1. CFFI takes the integers, the package does not."""

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

print("raw")
attempt("logical_and(True, False)", raw.logical_and, True, False)
attempt("logical_and(1, True)", raw.logical_and, 1, True)
attempt("logical_and(2, True)", raw.logical_and, 2, True)
attempt("logical_and('yes', True)", raw.logical_and, "yes", True)

print("finished")
attempt("logical_and(True, False)", cmult_cffi.logical_and, True, False)
attempt("logical_and(1, True)", cmult_cffi.logical_and, 1, True)
attempt("logical_and(2, True)", cmult_cffi.logical_and, 2, True)
attempt("logical_and('yes', True)", cmult_cffi.logical_and, "yes", True)
