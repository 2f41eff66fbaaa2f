"""Mutability: Rust changes the caller's array, where it lies."""

from array import array

import cmult_cython
import cmult_cython.raw as raw

values = array("d", [1.0, 2.0, 3.0])
table = memoryview(array("d", [1.0, 2.0, 3.0, 4.0]))
matrix = table.cast("B").cast("d", (2, 2))
constant = memoryview(values).toreadonly()

print("raw")
raw.scale_in_place(values, 10.0)
print("  an array:", values.tolist())
try:
    raw.scale_in_place(matrix, 10.0)
except ValueError as error:
    print("  a matrix:", error)
try:
    raw.dot(constant, constant)
except BufferError as error:
    print("  only to be read:", error)

print("finished")
cmult_cython.scale_in_place(values, 10.0)
print("  an array:", values.tolist())
cmult_cython.scale_in_place(matrix, 10.0)
print("  a matrix:", matrix.tolist())
print("  only to be read:", cmult_cython.dot(constant, constant))
try:
    cmult_cython.scale_in_place(constant, 10.0)
except BufferError as error:
    print("  to be changed:", error)
