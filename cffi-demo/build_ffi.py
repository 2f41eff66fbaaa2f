"""What CFFI has to know to write the extension module `cmult_cffi._native`.

setup.py names this file in `cffi_modules`. CFFI runs it, takes `ffibuilder` and
writes the C source of the module, which setuptools compiles.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from cffi import FFI

INCLUDE = Path(__file__).resolve().parent.parent / "capi" / "include"

# How the linker takes the Rust library into the module: only the parts that are
# used, and without showing Rust's symbols to the rest of the process.
LINK: dict[str, dict[str, Any]] = {
    "linux": {
        "libraries": ["gcc_s", "pthread", "dl", "m"],
        "extra_link_args": [
            "-Wl,--exclude-libs,ALL",
            "-Wl,--gc-sections",
            "-s",
        ],
    },
    "darwin": {
        "extra_link_args": [
            "-Wl,-exported_symbol,_PyInit__native",
            "-Wl,-dead_strip",
            "-Wl,-x",
        ],
    },
    # A DLL shows nothing that it was not told to.
    "win32": {
        "libraries": ["kernel32", "ntdll", "userenv", "ws2_32", "dbghelp"],
    },
}

# ANCHOR: builder
ffibuilder = FFI()

# The declarations: cbindgen made them from the Rust source.
ffibuilder.cdef((INCLUDE / "cmult_cdef.h").read_text())

# A C function whose body is written in Python (see _callback.py).
ffibuilder.cdef("""
    extern "Python"
    int32_t call_python(double value, double *result, void *context);
""")

# Unlike the ABI modes, API mode compiles: the C compiler compares what was
# declared above with the real header. setup.py adds the library to link.
ffibuilder.set_source(
    "cmult_cffi._native",
    '#include "cmult.h"',
    include_dirs=[str(INCLUDE)],
    **LINK.get(sys.platform, {}),
)
# ANCHOR_END: builder
