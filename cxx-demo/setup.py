"""Build the two modules: Cargo makes the Rust half, setuptools the C++ half."""

from __future__ import annotations

import sys
from pathlib import Path

from pybind11.setup_helpers import Pybind11Extension
from setuptools import setup

# A build runs this file without its folder on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent))
import cargo_build

# A module exports its PyInit function and nothing else. Without these options it
# would keep, and export, all of Rust's standard library: megabytes.
LIBRARIES: list[str] = []
if sys.platform == "win32":  # exports only what is asked for
    LINK = []
    LIBRARIES = ["ws2_32", "userenv", "ntdll", "bcrypt"]
elif sys.platform == "darwin":
    LINK = ["-Wl,-dead_strip", "-Wl,-exported_symbol,_PyInit_*", "-Wl,-x"]
else:
    LINK = ["-Wl,--gc-sections", "-Wl,--version-script=cpp/exports.map"]
    LINK += ["-Wl,-z,now", "-s"]

# A module is built again when one of these has changed.
OURS = ["cpp/errors.hpp", "cpp/exchange.hpp", "cpp/exports.map"]

# ANCHOR: setup
rust = cargo_build.build()
assert rust.out_dir  # build.rs has one
# What cxx made of the bridges, and a link named `cmult-cxx` to this folder.
HEADERS = [f"{rust.out_dir}/cxxbridge/{part}" for part in ["include", "crate"]]


def module(name: str, *sources: str) -> Pybind11Extension:
    """Describe a module of these sources, with Rust inside."""
    return Pybind11Extension(
        f"cmult_cxx.{name}",
        [f"cpp/{source}.cpp" for source in sources],
        cxx_std=17,
        include_dirs=HEADERS,
        extra_objects=[str(rust.static)],
        depends=[str(rust.static), *OURS],
        extra_link_args=LINK,
        libraries=LIBRARIES,
    )


NATIVE = ["module", "numbers", "text", "arrays", "product", "exchange"]
setup(
    version=cargo_build.version(),
    ext_modules=[module("_native", *NATIVE, "errors"), module("raw", "raw")],
)
# ANCHOR_END: setup
