"""Arrays: a list for a std::vector, or memory that is used where it lies."""

from array import array

import cmult_cxx
import cmult_cxx.raw as raw

a = array("d", [1.0, 2.0, 3.0, 4.0])
table = memoryview(a).cast("B").cast("d", (2, 2))

print("raw")
print("  lists, copied:", raw.dot([1.0, 2.0], (3, 4.0)))
print("  an array, copied:", raw.dot(a, a))
try:
    raw.dot(table, table)
except NotImplementedError as error:
    print("  a table:", error)

print("finished")
print("  an array:", cmult_cxx.dot(a, a))
print("  a table:", cmult_cxx.dot(table, table))
print("  empty ones:", cmult_cxx.dot(array("d"), array("d")))
try:
    cmult_cxx.dot(a, array("f", a))
except TypeError as error:
    print("  32-bit floats:", error)
try:
    cmult_cxx.dot(a, memoryview(a)[::2])
except BufferError as error:
    print("  every other one:", error)
