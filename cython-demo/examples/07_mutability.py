"""Mutability: a memoryview is the caller's memory, whoever owns it."""

from array import array

import cmult_cython
import cmult_cython.raw

values = array("d", [1.0, 2.0, 3.0])
constant = memoryview(values).toreadonly()
for module in (cmult_cython.raw, cmult_cython):
    print(f"{module.__name__}:")
    module.scale_in_place(values, 10.0)
    print(" ", values.tolist())
    try:
        module.scale_in_place(constant, 10.0)
    except BufferError as error:
        print("  to be changed:", error)
    try:
        print("  to be read:", module.dot(constant, constant))
    except BufferError as error:
        print("  to be read:", error)
