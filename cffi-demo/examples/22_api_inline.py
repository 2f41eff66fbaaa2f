"""API mode, in-line: `ffi.verify` compiles a module on the spot and loads it."""

# CFFI keeps it for old programs and advises against it: each user of the program
# needs a C compiler and setuptools. New programs do this beforehand: out-of-line.

import warnings
from pathlib import Path
from typing import Any

from cffi import FFI

import cmult_cffi

package = str(Path(cmult_cffi.__file__).parent)

ffi = FFI()
ffi.cdef("float cmult(int int_param, float float_param);")
# Up to Python 3.11 it needs the `imp` module, which Python advises against too.
warnings.filterwarnings("ignore", "the imp module", DeprecationWarning)
# It keeps the module in `__pycache__`: the next run compiles nothing.
lib: Any = ffi.verify(
    "float cmult(int, float);",  # or #include "cmult.h"
    libraries=["cmult"],
    library_dirs=[package],
    runtime_library_dirs=[package],  # where the loader will look for it
)

x, y = 6, 2.3
answer = lib.cmult(x, y)
print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}")
