"""What CFFI gives in ABI mode, in-line: no compiler, a library to open.

The same functions as in `cmult_cffi.raw`. But nothing has compared the
declarations with the library: a wrong one is found by a wrong answer.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from cffi import FFI

_HERE = Path(__file__).resolve().parent
_NAME = {"win32": "cmult.dll", "darwin": "libcmult.dylib"}.get(
    sys.platform, "libcmult.so"
)

# ANCHOR: abi
ffi = FFI()
ffi.cdef((_HERE / "cmult_cdef.h").read_text())
# Keep them: when both are gone, the library is closed, and its functions crash.
lib: Any = ffi.dlopen(str(_HERE / _NAME))
# ANCHOR_END: abi

cmult = lib.cmult
multiply = lib.cmult_multiply
checked_multiply = lib.cmult_checked_multiply
multiply_complex = lib.cmult_multiply_complex
repeat = lib.cmult_text_repeat
text_free = lib.cmult_text_free
logical_and = lib.cmult_logical_and
scale_in_place = lib.cmult_array_scale
dot = lib.cmult_array_dot
map_in_place = lib.cmult_array_map
product_new = lib.cmult_product_new
product_multiply_by = lib.cmult_product_multiply_by
product_value = lib.cmult_product_value
product_free = lib.cmult_product_free
compound = lib.cmult_compound
status_message = lib.cmult_status_message
panic = lib.cmult_panic
