"""ABI mode, in-line: declare and open, all at run time, without a compiler."""

from pathlib import Path
from typing import Any

from cffi import FFI

import cmult_cffi

# ANCHOR: abi
# A plugin, a system library: in this mode it only has to exist as a file.
(library,) = Path(cmult_cffi.__file__).parent.glob("*cmult.*")

ffi = FFI()
ffi.cdef("float cmult(int int_param, float float_param);")
lib: Any = ffi.dlopen(str(library))
# ANCHOR_END: abi

x, y = 6, 2.3
answer = lib.cmult(x, y)
print(f"    In Python: int: {x} float {y:.1f} return val {answer:.1f}")
