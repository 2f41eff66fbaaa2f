"""Errors and panics: numbers at the border, exceptions in Python."""

import ctypes
import os

import cmult_ctypes
from cmult_ctypes import raw

if __name__ == "__main__":
    # ANCHOR: raw
    # Raw: the status is a number, and nobody makes us look at it.
    product = ctypes.c_int64(-1)
    huge = ctypes.c_int64(2**62)
    status = raw.checked_multiply(huge, huge, ctypes.byref(product))
    raw.status_message.restype = ctypes.c_char_p
    print("raw status:", status, raw.status_message(status).decode())
    print("raw product, never written:", product.value)
    # ANCHOR_END: raw

    # ANCHOR: finished
    try:
        cmult_ctypes.checked_multiply(2**62, 2**62)
    except OverflowError as error:
        print("OverflowError:", error)

    # A panic is caught in Rust, before it could end this process.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # its report is for another day
    try:
        cmult_ctypes._panic()
    except RuntimeError as error:
        print("RuntimeError:", error)
    # ANCHOR_END: finished
