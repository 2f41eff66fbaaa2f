"""Build the wheel: Cargo makes the libraries, CFFI the extension module."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path
from typing import Any

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent

# A build runs this file without its folder on the path.
sys.path.insert(0, str(HERE))
import cargo_build  # noqa: E402

HEADERS = cargo_build.folder("cmult-capi") / "include"


# ANCHOR: build
class BuildExt(build_ext):
    """Brings the Rust libraries to where the wheel needs them."""

    def pre_run(self, ext: Extension, ffi: Any) -> None:
        """CFFI calls this just before it writes the C source."""
        rust = cargo_build.build()
        ext.extra_objects.append(str(rust.static))
        ext.depends.append(str(rust.static))  # or a new one goes unnoticed
        # For the ABI modes: a library to open, and what is in it.
        package = Path(self.get_ext_fullpath(ext.name)).parent
        self.mkpath(str(package))
        library = rust.shared.name.replace("cmult_cffi", "cmult")
        self.copy_file(str(rust.shared), str(package / library))
        self.copy_file(str(HEADERS / "cmult_cdef.h"), str(package))


# ANCHOR_END: build

# CFFI's modules keep to the stable ABI, so one wheel serves every Python from
# 3.11 on; but a free-threaded Python has another, and gets its own wheel.
STABLE_ABI = not sysconfig.get_config_var("Py_GIL_DISABLED")

setup(
    version=cargo_build.version(),
    cffi_modules=["build_ffi.py:ffibuilder"],
    cmdclass={"build_ext": BuildExt},
    options={"bdist_wheel": {"py_limited_api": "cp311"}} if STABLE_ABI else {},
)
