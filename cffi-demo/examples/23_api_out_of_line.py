"""API mode, out-of-line: a C compiler makes an extension module beforehand."""

# The recommended mode: quick, and the compiler checks the declarations. Here are
# its three steps by hand; for `cmult_cffi` itself, setuptools takes them.

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from cffi import FFI

import cmult_cffi

package = str(Path(cmult_cffi.__file__).parent)

with TemporaryDirectory() as folder:
    # ANCHOR: steps
    # 1. Declare.
    ffibuilder = FFI()
    ffibuilder.cdef("float cmult(int int_param, float float_param);")
    ffibuilder.set_source(
        "_cmult_api",
        "float cmult(int, float);",  # or #include "cmult.h"
        libraries=["cmult"],
        library_dirs=[package],
        runtime_library_dirs=[package],  # where the loader will look for it
    )
    # 2. Let CFFI write the C source of the module and compile it.
    ffibuilder.compile(tmpdir=folder)

    # 3. Import it. Its users need neither the compiler nor the declarations.
    sys.path.insert(0, folder)
    lib = import_module("_cmult_api").lib
    # ANCHOR_END: steps

x, y = 6, 2.3
answer = lib.cmult(x, y)
print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}")
