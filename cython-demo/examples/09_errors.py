"""Errors: a status is a number, until someone makes an exception of it."""

from array import array

import cmult_cython
import cmult_cython.raw as raw

short, long = array("d", [1.0]), array("d", [1.0, 2.0])

print("raw")
print("  different lengths:", raw.dot(short, long), "(status dropped)")
print("  a panic in Rust: status", raw.panic())

print("finished")
try:
    cmult_cython.dot(short, long)
except ValueError as error:
    print("  different lengths:", error)
try:
    cmult_cython._panic()
except RuntimeError as error:
    print("  a panic in Rust:", error)
try:
    cmult_cython.multiply(6)  # type: ignore[call-arg]
except TypeError as error:
    print("  one argument:", error)
