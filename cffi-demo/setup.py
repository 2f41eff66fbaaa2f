"""Build the wheel: Cargo makes the libraries, CFFI the extension module."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
CDEF = HERE.parent / "capi" / "include" / "cmult_cdef.h"
SHARED = {"win32": "cmult.dll", "darwin": "libcmult.dylib"}.get(
    sys.platform, "libcmult.so"
)


def cargo(*arguments: str) -> str:
    """Run Cargo in this folder and return what it printed."""
    if shutil.which("cargo") is None:
        sys.exit("cargo was not found: install Rust from https://rustup.rs")
    command = ["cargo", *arguments]
    done = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"`{' '.join(command)}` failed: see above")
    return done.stdout


def version() -> str:
    """The version in Cargo's manifest, the only place that has it."""
    # path+file:///…/cffi-demo#cmult-cffi@0.1.0
    return re.split("[#@]", cargo("pkgid", "-p", "cmult-cffi").strip())[-1]


# ANCHOR: cargo
def cargo_build() -> tuple[Path, Path]:
    """Build the Rust crate and return its static and its shared library."""
    # Cargo says where the files are: guessing `target/release` would go wrong
    # with CARGO_TARGET_DIR or another target.
    options = ("--release", "--message-format=json-render-diagnostics")
    lines = cargo("build", "-p", "cmult-cffi", *options).splitlines()
    messages = [json.loads(line) for line in lines]
    (files,) = (
        [Path(name) for name in message["filenames"]]
        for message in messages
        if message["reason"] == "compiler-artifact"
        and message["target"]["name"] == "cmult_cffi"
    )
    # On Windows, x.dll.lib is not the library but the way to x.dll.
    (static,) = (f for f in files if f.suffixes in ([".a"], [".lib"]))
    (shared,) = (f for f in files if f.suffix in (".so", ".dylib", ".dll"))
    return static, shared


# ANCHOR_END: cargo


# ANCHOR: build
class BuildExt(build_ext):
    """Brings the Rust libraries to where the wheel needs them."""

    def pre_run(self, ext: Extension, ffi: Any) -> None:
        """CFFI calls this just before it writes the C source."""
        static, shared = cargo_build()
        ext.extra_objects.append(str(static))
        ext.depends.append(str(static))  # or a change in Rust goes unnoticed
        # For the ABI modes: a library to open, and what is in it.
        package = Path(self.get_ext_fullpath(ext.name)).parent
        self.mkpath(str(package))
        shutil.copyfile(shared, package / SHARED)
        shutil.copyfile(CDEF, package / CDEF.name)


# ANCHOR_END: build

# CFFI's modules keep to the stable ABI, so one wheel serves every Python from
# 3.10 on. A free-threaded Python has no stable ABI yet, and gets its own wheel.
STABLE_ABI = not sysconfig.get_config_var("Py_GIL_DISABLED")

setup(
    version=version(),
    cffi_modules=["build_ffi.py:ffibuilder"],
    cmdclass={"build_ext": BuildExt},
    options={"bdist_wheel": {"py_limited_api": "cp310"}} if STABLE_ABI else {},
)
