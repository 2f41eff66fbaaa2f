"""Errors: a status becomes an exception, and a panic becomes one too."""

import ctypes

import cmult_ctypes
from cmult_ctypes import raw

# Raw: the status is a number, and nobody makes us look at it.
product, huge = ctypes.c_int64(-1), ctypes.c_int64(2**62)
status = raw.checked_multiply(huge, ctypes.c_int64(2), ctypes.byref(product))
raw.status_message.restype = ctypes.c_char_p
print("raw status:", status, raw.status_message(status).decode())
print("raw product, never written:", product.value)

try:
    cmult_ctypes.checked_multiply(2**62, 2)
except OverflowError as error:
    print("OverflowError:", error)

# A panic is caught in Rust, before it could end this process. (Rust has also told
# stderr about it.)
try:
    cmult_ctypes._panic()
except RuntimeError as error:
    print("RuntimeError:", error)
print("still alive:", cmult_ctypes.multiply(6, 2.5))
