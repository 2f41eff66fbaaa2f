"""Complex numbers: a struct by value, by way of the num-complex crate."""

import cmult_pyo3
import cmult_pyo3.raw

for module in (cmult_pyo3.raw, cmult_pyo3):
    print(f"{module.__name__}:")
    print("  (1+2j) * (3-4j) =", module.multiply_complex(1 + 2j, 3 - 4j))
    print("  2 * 1j =", module.multiply_complex(2, 1j))
    try:
        module.multiply_complex("1j", 1)
    except TypeError as error:
        print("  '1j':", error)
