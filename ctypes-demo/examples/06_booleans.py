"""Booleans: one byte in Rust, and only two of its 256 values are allowed."""

import ctypes

import cmult_ctypes
from cmult_ctypes import raw

if __name__ == "__main__":
    # ANCHOR: raw
    # c_bool makes True of everything that Python takes for true.
    raw.logical_and.argtypes = [ctypes.c_bool, ctypes.c_bool]
    raw.logical_and.restype = ctypes.c_bool
    print("raw logical_and('no', 2):", raw.logical_and("no", 2))
    # ANCHOR_END: raw

    # ANCHOR: finished
    print("logical_and(True, True):", cmult_ctypes.logical_and(True, True))
    print("logical_and(True, False):", cmult_ctypes.logical_and(True, False))
    try:
        cmult_ctypes.logical_and("no", 2)  # type: ignore[arg-type]
    except TypeError as error:
        print("logical_and('no', 2): TypeError:", error)
    # ANCHOR_END: finished
