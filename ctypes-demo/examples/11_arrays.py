"""Arrays: any object with the buffer protocol, used where it lies."""

import ctypes
from array import array

import numpy as np

import cmult_ctypes
from cmult_ctypes import raw

if __name__ == "__main__":
    # ANCHOR: raw
    # Raw: an address and a length, taken on trust.
    values = np.array([1.0, 2.0, 3.0])
    address = values.ctypes.data_as(ctypes.c_void_p)
    three, result = ctypes.c_size_t(3), ctypes.c_double()
    raw.dot(address, three, address, three, ctypes.byref(result))
    print("raw dot:", result.value)
    # ANCHOR_END: raw

    # ANCHOR: finished
    print("dot(array, ndarray):", cmult_ctypes.dot(array("d", [1, 2, 3]), values))
    table = np.arange(6.0).reshape(2, 3)
    cmult_ctypes.scale_in_place(table, 2.0)
    print("a table is scaled in place:", table.tolist())
    for bad in (table.T, values.astype("float32"), [1.0, 2.0, 3.0]):
        try:
            cmult_ctypes.dot(bad, values)
        except (BufferError, TypeError) as error:
            print(f"{type(error).__name__}: {error}")
    # ANCHOR_END: finished
