"""ABI mode, out-of-line: the declarations become a Python module beforehand."""

# Importing it is quicker than parsing them, and needs no C parser at run time.

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from cffi import FFI

import cmult_cffi

(library,) = Path(cmult_cffi.__file__).parent.glob("*cmult.*")

with TemporaryDirectory() as folder:
    # Beforehand: no source, so that nothing is compiled.
    ffibuilder = FFI()
    ffibuilder.cdef("float cmult(int int_param, float float_param);")
    ffibuilder.set_source("_cmult_abi", None)
    ffibuilder.compile(tmpdir=folder)

    # At run time.
    sys.path.insert(0, folder)
    ffi = import_module("_cmult_abi").ffi

    lib = ffi.dlopen(str(library))

x, y = 6, 2.3
answer = lib.cmult(x, y)
print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}")
