"""What CFFI has to know to write the extension module `cmult_cffi._native`.

setup.py names this file in `cffi_modules`. CFFI runs it, takes `ffibuilder` and
writes the C source of the module, which setuptools compiles.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import cargo_build  # setup.py put its folder on the path
from cffi import FFI

HERE = Path(__file__).resolve().parent
INCLUDE = cargo_build.folder("cmult-capi") / "include"

# How the linker takes the Rust library into the module: only the parts that are
# used, and without showing Rust's symbols to the rest of the process.
LINK: dict[str, dict[str, Any]] = {
    "linux": {
        "libraries": ["gcc_s", "pthread", "dl", "m"],
        "extra_link_args": [
            "-Wl,--version-script=src/exports.map",
            "-Wl,--gc-sections",
            "-Wl,-z,now",
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
    "win32": {"libraries": ["kernel32", "ntdll", "userenv", "ws2_32", "dbghelp"]},
}

SOURCES = [HERE / "src" / "checked.c", HERE / "src" / "exchange.c"]

ffibuilder = FFI()

# ANCHOR: builder
# The declarations: cbindgen made them from the Rust source.
ffibuilder.cdef((INCLUDE / "cmult_cdef.h").read_text())

# What src/checked.c adds, and a C function whose body is written in Python.
ffibuilder.cdef("""
    static const double NO_F32;
    double multiply(int32_t int_param, double float_param);
    double print_and_multiply(int32_t int_param, double float_param);
    double _Complex multiply_complex(double _Complex a, double _Complex b);
    void text_free(CmultText *text);
    CmultStatus array_map(double *values, size_t length, void *function);
    CmultStatus product_multiply_by(CmultProduct **place, double factor);

    extern "Python"
    bool call_function(double value, double *result, void *function);
""")

# Unlike the ABI modes, API mode compiles: the C compiler compares what was
# declared above with the real header. setup.py adds the library to link.
ffibuilder.set_source(
    "cmult_cffi._native",
    "".join(source.read_text() for source in SOURCES),
    include_dirs=[str(INCLUDE)],
    **LINK.get(sys.platform, {}),
)
# ANCHOR_END: builder

# What src/exchange.c adds.
ffibuilder.cdef("""
    typedef struct _object PyObject;
    typedef struct { const char *name; void (*destroy)(PyObject *); } Capsule;
    static const Capsule DLTENSOR, DLTENSOR_VERSIONED, ARROW_SCHEMA, ARROW_ARRAY;
""")
