"""Build the Rust library with Cargo, and link it into modules made by Cython."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup

# A build runs this file without its folder on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent))
import cargo_build

# ANCHOR: link
# Plainly linked, a module would have 5 MB and offer Rust's symbols to everyone.
COMPILE = ["-fvisibility=hidden"]
LINK = ["-Wl,--version-script=src/exports.map", "-Wl,--gc-sections"]
LINK += ["-Wl,-z,now", "-s"]
if sys.platform == "darwin":
    LINK = ["-Wl,-dead_strip", "-Wl,-x", "-Wl,-exported_symbol,_PyInit_*"]
elif sys.platform == "win32":  # exports nothing unasked; wants its libraries
    names = ["kernel32", "ntdll", "userenv", "ws2_32", "dbghelp"]
    COMPILE, LINK = [], [f"{name}.lib" for name in names]
# ANCHOR_END: link

# ANCHOR: limited
# One wheel for every Python from 3.11 on, at a price in each call:
# `CMULT_LIMITED_API=1 pip install ./cython-demo`.
LIMITED = os.environ.get("CMULT_LIMITED_API") == "1"
MACROS = [("Py_LIMITED_API", "0x030B0000")] if LIMITED else []
WHEEL = {"bdist_wheel": {"py_limited_api": "cp311"}} if LIMITED else {}
# ANCHOR_END: limited

# ANCHOR: module
# cmult.h and cmult.pxd, both made by cbindgen.
HEADERS = str(cargo_build.folder("cmult-capi") / "include")
rust = str(cargo_build.build().static)


def module(name: str) -> Extension:
    """Describe the module that `src/<name>.pyx` becomes, with Rust inside."""
    return Extension(
        f"cmult_cython.{name}",
        [f"src/{name}.pyx"],
        include_dirs=[HEADERS],
        # C's own complex type is filled by a multiplication with i, which loses
        # the sign of a zero and makes nan of infinities.
        define_macros=[("CYTHON_CCOMPLEX", "0"), *MACROS],
        py_limited_api=LIMITED,
        extra_objects=[rust],
        depends=[rust],
        extra_compile_args=COMPILE,
        extra_link_args=LINK,
    )


# ANCHOR_END: module
# ANCHOR: setup
setup(
    version=cargo_build.version(),
    options=WHEEL,
    ext_modules=cythonize(  # type: ignore[no-untyped-call]
        [module("_native"), module("raw")],
        include_path=[HEADERS, "src"],
        build_dir="build",  # the C files, megabytes that nobody needs to read
    ),
)
# ANCHOR_END: setup
