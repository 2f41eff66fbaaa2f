"""Build the two modules: Cargo makes the Rust half, setuptools the C++ half.

setuptools runs Cargo first and asks it, rather than guessing, where the static
library and the headers of the bridge are.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from pybind11.setup_helpers import Pybind11Extension
from setuptools import setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).parent.resolve()
PACKAGE = "cmult-cxx"
CARGO = os.environ.get("CARGO", "cargo")


def cargo(*arguments: str) -> list[dict[str, Any]]:
    """Run Cargo here, and return the JSON that it prints, a line each."""
    command = [CARGO, *arguments]
    try:
        done = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, check=False)
    except FileNotFoundError:
        hint = "error: Cargo not found: install Rust, https://rustup.rs"
        raise SystemExit(hint) from None
    if done.returncode != 0:
        raise SystemExit(f"error: {' '.join(command)} failed")
    return [json.loads(line) for line in done.stdout.splitlines()]


def version() -> str:
    """Return the version that Cargo.toml gives the package."""
    (metadata,) = cargo("metadata", "--no-deps", "--format-version=1")
    return next(
        str(package["version"])
        for package in metadata["packages"]
        if package["name"] == PACKAGE
    )


# ANCHOR: build
def build_rust() -> tuple[Path, list[Path]]:
    """Build the Rust half; return its static library, and where headers are."""
    messages = cargo(
        "build",
        "--release",
        f"--package={PACKAGE}",
        "--message-format=json-render-diagnostics",
    )
    manifest = HERE / "Cargo.toml"
    ours = [m for m in messages if Path(m.get("manifest_path", "")) == manifest]
    files = [Path(file) for m in ours for file in m.get("filenames", [])]
    library = next(file for file in files if file.suffix in (".a", ".lib"))
    # The build script's messages know the package by its id only.
    ids = {m["package_id"] for m in ours}
    bridge = next(
        Path(m["out_dir"]) / "cxxbridge"
        for m in messages
        if m["reason"] == "build-script-executed" and m["package_id"] in ids
    )
    # What cxx made, and a link named `cmult-cxx` to this folder.
    return library, [bridge / "include", bridge / "crate"]


# ANCHOR_END: build


# ANCHOR: link
def link_options() -> dict[str, list[str]]:
    """Return what the linker needs beyond the static library.

    A module exports its PyInit function and nothing else. Without these options
    it would keep, and export, all of Rust's standard library: megabytes.
    """
    if sys.platform == "win32":  # exports only what is asked for
        return {"libraries": ["ws2_32", "userenv", "ntdll", "bcrypt"]}
    if sys.platform == "darwin":
        options = ["-dead_strip", "-exported_symbol,_PyInit_*", "-x"]
    else:
        options = ["--gc-sections", "--version-script=cpp/exports.map", "--strip-all"]
    return {"extra_link_args": [f"-Wl,{option}" for option in options]}


# ANCHOR_END: link


# ANCHOR: cargo_first
class BuildWithCargo(build_ext):
    """`build_ext`, after Cargo."""

    def build_extensions(self) -> None:
        """Build the Rust half, then each extension against it."""
        library, headers = build_rust()
        ours = [str(file) for file in sorted((HERE / "cpp").glob("*.hpp"))]
        for extension in self.extensions:
            extension.include_dirs += map(str, headers)
            extension.extra_objects.append(str(library))
            extension.depends += [str(library), *ours, "cpp/exports.map"]
        super().build_extensions()


# ANCHOR_END: cargo_first


def extension(module: str, source: str) -> Pybind11Extension:
    """Describe one extension module of the package."""
    return Pybind11Extension(
        f"cmult_cxx.{module}", [f"cpp/{source}"], cxx_std=17, **link_options()
    )


setup(
    version=version(),
    ext_modules=[extension("_native", "module.cpp"), extension("raw", "raw.cpp")],
    cmdclass={"build_ext": BuildWithCargo},
)
