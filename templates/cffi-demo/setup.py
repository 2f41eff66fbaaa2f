"""Build the module: Cargo makes the library, CFFI the C code around it."""

import sys
import sysconfig
from pathlib import Path

from setuptools import setup

# A build runs this file without its folder on the path.
sys.path.insert(0, str(Path(__file__).parent))
import cargo_build

# One wheel for every Python from 3.11 on. A free-threaded one gets its own.
STABLE_ABI = not sysconfig.get_config_var("Py_GIL_DISABLED")

setup(
    version=cargo_build.version(),
    cffi_modules=["build_ffi.py:ffibuilder"],
    options={"bdist_wheel": {"py_limited_api": "cp311"}} if STABLE_ABI else {},
)
