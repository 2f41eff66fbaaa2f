"""Complex numbers: a C structure is a dict to Cython."""

import cmult_cython
import cmult_cython.raw as raw

# ANCHOR: raw
print("raw")
product = raw.multiply_complex({"re": 1, "im": 2}, {"re": 3, "im": -4})
print("  two dicts:", product)
try:
    raw.multiply_complex(1 + 2j, 3 - 4j)  # type: ignore[arg-type]
except TypeError as error:
    print("  two complex numbers:", error)
# ANCHOR_END: raw

print("finished")
print("  two complex numbers:", cmult_cython.multiply_complex(1 + 2j, 3 - 4j))
print("  a real one and i:", cmult_cython.multiply_complex(2, 1j))
try:
    cmult_cython.multiply_complex("1j", 1j)  # type: ignore[arg-type]
except TypeError as error:
    print("  a text:", error)
