"""Booleans: anything has a truth value, but only two things are a bool."""

import cmult_cython
import cmult_cython.raw as raw

print("raw")
print("  True and False:", raw.logical_and(True, False))
print("  'no' and [0]:", raw.logical_and("no", [0]))

print("finished")
print("  True and False:", cmult_cython.logical_and(True, False))
try:
    cmult_cython.logical_and("no", True)  # type: ignore[arg-type]
except TypeError as error:
    print("  'no' and True:", error)
try:
    cmult_cython.logical_and(True, 1)  # type: ignore[arg-type]
except TypeError as error:
    print("  True and 1:", error)
