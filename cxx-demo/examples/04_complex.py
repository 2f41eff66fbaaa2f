"""Complex numbers: std::complex in C++, a struct on the bridge."""

import cmult_cxx
import cmult_cxx.raw

for module in (cmult_cxx.raw, cmult_cxx):
    print(f"{module.__name__}:")
    print("  (1+2j) * (3-4j) =", module.multiply_complex(1 + 2j, 3 - 4j))
    print("  2 * 1j =", module.multiply_complex(2, 1j))
    try:
        module.multiply_complex("1j", 1)
    except TypeError as error:
        print("  '1j':", str(error).partition(".")[0])
