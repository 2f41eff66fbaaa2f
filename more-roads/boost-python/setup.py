"""Compiles the module; its library is Boost's for this version of Python."""

import sys
from pathlib import Path

from setuptools import Extension, setup

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

setup(
    py_modules=[],
    ext_modules=[
        Extension(
            "cmult_boost",
            ["module.cpp"],
            include_dirs=[str(HERE.parent), str(ROOT / "capi" / "include")],
            libraries=[f"boost_python3{sys.version_info.minor}"],
            extra_objects=[str(ROOT / "target/more-roads/lib/libcmult.a")],
            extra_link_args=["-Wl,--exclude-libs,ALL", "-Wl,--gc-sections"],
        )
    ],
)
