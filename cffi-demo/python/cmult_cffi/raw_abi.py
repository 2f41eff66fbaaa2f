"""What CFFI gives in ABI mode, in-line: no compiler, a library to open.

The same functions as in `cmult_cffi.raw`, by the same names. But nothing has
compared the declarations with the library: a wrong one is found by a wrong answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cffi import FFI

from cmult_cffi import raw

_HERE = Path(__file__).resolve().parent
# libcmult.so, libcmult.dylib or cmult.dll
(_NAME,) = (path.name for path in _HERE.glob("*cmult.*"))

ffi = FFI()
ffi.cdef((_HERE / "cmult_cdef.h").read_text())
# Keep them: when both are gone, the library is closed, and its functions crash.
lib: Any = ffi.dlopen(str(_HERE / _NAME))


def __getattr__(name: str) -> Any:
    """Find the function that `raw` calls by this name."""
    return getattr(lib, getattr(raw, name).__name__)
