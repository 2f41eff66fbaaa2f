"""Complex numbers: `double complex` to Cython, and a structure is a dict."""

import cmult_cython
import cmult_cython.raw

# ANCHOR: raw
print("cmult_cython.raw:")
i = cmult_cython.raw.multiply_complex({"re": 0, "im": 1}, {"re": 1, "im": 0})
print("  two dicts:", i)
try:
    cmult_cython.raw.multiply_complex(1j, 1 + 0j)  # type: ignore[arg-type]
except TypeError as error:
    print("  two complex numbers:", error)
# ANCHOR_END: raw

print("cmult_cython:")
print("  (1+2j) * (3-4j) =", cmult_cython.multiply_complex(1 + 2j, 3 - 4j))
print("  2 * 1j =", cmult_cython.multiply_complex(2, 1j))
try:
    cmult_cython.multiply_complex("1j", 1)  # type: ignore[arg-type]
except TypeError as error:
    print("  '1j':", error)
