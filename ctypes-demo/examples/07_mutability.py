"""Mutable and immutable: Rust may change an array, but not just any object."""

import ctypes
from array import array

import cmult_ctypes
from cmult_ctypes import raw

if __name__ == "__main__":
    # ANCHOR: raw
    # A ctypes array is C memory: the function changes it where it lies.
    values = (ctypes.c_double * 3)(1.0, 2.0, 3.0)
    raw.scale_in_place(values, ctypes.c_size_t(3), ctypes.c_double(10.0))
    print("raw scale_in_place:", list(values))
    # ANCHOR_END: raw

    # ANCHOR: finished
    numbers = array("d", [1.0, 2.0, 3.0])
    cmult_ctypes.scale_in_place(numbers, 10.0)
    print("scale_in_place:", list(numbers))

    # Bytes promise never to change. ctypes alone would hand out their address.
    frozen = memoryview(numbers.tobytes()).cast("d")
    try:
        cmult_ctypes.scale_in_place(frozen, 10.0)
    except BufferError as error:
        print("BufferError:", error)
    # ANCHOR_END: finished
