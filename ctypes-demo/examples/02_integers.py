"""Integers: ctypes cuts them to size, the finished binding refuses."""

import ctypes

import cmult_ctypes
from cmult_ctypes import raw

if __name__ == "__main__":
    # ANCHOR: raw
    # Declared, but unchecked: 2**40 has forty zero bits, and 32 of them stay.
    raw.multiply.argtypes = [ctypes.c_int32, ctypes.c_float]
    raw.multiply.restype = ctypes.c_float
    print("raw multiply(2**40, 2.5):", raw.multiply(2**40, 2.5))
    print("raw multiply(2**32 + 6, 2.5):", raw.multiply(2**32 + 6, 2.5))
    # ANCHOR_END: raw

    # ANCHOR: finished
    print("multiply(6, 2.5):", cmult_ctypes.multiply(6, 2.5))
    for number in (2**40, 6.7):
        try:
            cmult_ctypes.multiply(number, 2.5)  # type: ignore[arg-type]
        except (OverflowError, TypeError) as error:
            print(f"multiply({number}, 2.5): {type(error).__name__}: {error}")
    # ANCHOR_END: finished

    # A result that does not fit is reported by Rust itself.
    print("checked_multiply(3, 5):", cmult_ctypes.checked_multiply(3, 5))
    try:
        cmult_ctypes.checked_multiply(2**62, 2)
    except OverflowError as error:
        print(f"checked_multiply(2**62, 2): OverflowError: {error}")
