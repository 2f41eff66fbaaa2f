"""Complex numbers: std::complex in C++, a structure on the bridge."""

import cmult_cxx
import cmult_cxx.raw as raw

print("raw")
print("  i squared:", raw.multiply_complex(1j, 1j))
print("  an int will do:", raw.multiply_complex(1 + 2j, 2))
try:
    raw.multiply_complex("1j", 2)  # type: ignore[arg-type]
except TypeError as error:
    print("  a text will not:", str(error).partition(".")[0])

print("finished")
print("  i squared:", cmult_cxx.multiply_complex(1j, 1j))
print("  an int will do:", cmult_cxx.multiply_complex(1 + 2j, 2))
try:
    cmult_cxx.multiply_complex("1j", 2)  # type: ignore[arg-type]
except TypeError as error:
    print("  a text will not:", error)
