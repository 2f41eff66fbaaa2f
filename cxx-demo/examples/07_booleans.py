"""Booleans: what is true, and what is True."""

import cmult_cxx
import cmult_cxx.raw as raw

print("raw")
print("  True and True:", raw.logical_and(True, True))
print("  True and None:", raw.logical_and(True, None))
print("  2.5 and 1:", raw.logical_and(2.5, 1))
try:
    raw.logical_and("yes", True)
except TypeError as error:
    print("  'yes' and True:", str(error).partition(".")[0])

print("finished")
print("  True and True:", cmult_cxx.logical_and(True, True))
for other in None, 1, "yes":
    try:
        cmult_cxx.logical_and(True, other)  # type: ignore[arg-type]
    except TypeError as error:
        print(f"  True and {other!r}:", error)
