"""Errors: a status is a number, until somebody makes an exception of it."""

from array import array

import cmult_cython
import cmult_cython.raw

short, long = array("d", [1.0]), array("d", [1.0, 2.0])
for module in (cmult_cython.raw, cmult_cython):
    print(f"{module.__name__}:")
    try:
        print("  2**62 * 2 =", module.checked_multiply(2**62, 2))
    except OverflowError as error:
        print("  OverflowError:", error)
    try:
        print("  different lengths:", module.dot(short, long))
    except ValueError as error:
        print("  ValueError:", error)

# A panic is a bug in Rust. (Rust has also told stderr about it.)
print("raw: a panic is status", cmult_cython.raw.panic())
try:
    cmult_cython._panic()
except RuntimeError as error:
    print("finished: RuntimeError:", error)
print("still alive:", cmult_cython.multiply(6, 2.5))
