"""Build the Rust library with Cargo, and link it into a module made by Cython."""

import sys
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup

# A build runs this file without its folder on the path.
sys.path.insert(0, str(Path(__file__).parent))
import cargo_build
import rust_link

rust = cargo_build.build()
native = Extension(
    "my_package._native",
    ["src/_native.pyx"],
    include_dirs=[str(rust.out_dir)],  # c_abi.h and c_abi.pxd, by build.rs
    extra_objects=[str(rust.static)],
    depends=[str(rust.static)],
    **rust_link.OPTIONS,
)
setup(
    version=cargo_build.version(),
    ext_modules=cythonize(  # type: ignore[no-untyped-call]
        [native], include_path=[str(rust.out_dir)], build_dir="build"
    ),
)
