"""Build the module: Cargo makes the Rust half, setuptools the C++ half."""

import sys
from pathlib import Path

from pybind11.setup_helpers import Pybind11Extension
from setuptools import setup

# A build runs this file without its folder on the path.
sys.path.insert(0, str(Path(__file__).parent))
import cargo_build
import rust_link

rust = cargo_build.build()
native = Pybind11Extension(
    "my_package._native",
    ["cpp/module.cpp"],
    cxx_std=17,
    include_dirs=[f"{rust.out_dir}/cxxbridge/include"],  # made by build.rs
    extra_objects=[str(rust.static)],
    depends=[str(rust.static)],
    **rust_link.OPTIONS,
)
setup(version=cargo_build.version(), ext_modules=[native])
