"""Build the Rust library with Cargo, and link it into modules made by Cython.

The library is static: each module holds what it uses of it, so nothing has to be
found when Python imports them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
CRATE = "cmult-cython"
HEADERS = "../capi/include"  # cmult.h and cmult.pxd, both made by cbindgen


def crate_version() -> str:
    """Return the version that Cargo.toml gives the crate."""
    command = ["cargo", "metadata", "--no-deps", "--format-version=1"]
    output = subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE)
    packages = json.loads(output.stdout)["packages"]
    return str(next(p["version"] for p in packages if p["name"] == CRATE))


# ANCHOR: build
def build_library() -> str:
    """Build the crate and return the library's path, as Cargo tells it."""
    command = ["cargo", "build", "--release", f"--package={CRATE}"]
    command += ["--message-format=json-render-diagnostics"]
    pipe = subprocess.PIPE
    build = subprocess.run(command, cwd=HERE, check=True, stdout=pipe)
    messages = map(json.loads, build.stdout.splitlines())
    artifact = next(
        message
        for message in messages
        if message["reason"] == "compiler-artifact"
        and message["target"]["name"] == CRATE.replace("-", "_")
    )
    return str(artifact["filenames"][0])


class BuildModules(build_ext):
    """Cython's modules, with the Rust library inside."""

    def run(self) -> None:
        library = build_library()
        for extension in self.extensions:
            extension.extra_objects = [library]
            extension.depends = [*extension.depends, library]
        super().run()
        # ANCHOR_END: build


# ANCHOR: link
def link_arguments() -> list[str]:
    """Keep Rust's standard library out of the module and of its symbol table.

    Plainly linked, a module has 5 MB and offers Rust's symbols to everyone.
    """
    if sys.platform == "win32":  # exports nothing unasked; wants its libraries
        names = ["kernel32", "ntdll", "userenv", "ws2_32", "dbghelp"]
        return [f"{name}.lib" for name in names]
    if sys.platform == "darwin":
        return ["-Wl,-dead_strip", "-Wl,-x", "-Wl,-exported_symbol,_PyInit_*"]
    return ["-Wl,--exclude-libs,ALL", "-Wl,--gc-sections", "-s"]
    # ANCHOR_END: link


# Only the PyInit function is for others to see. On Windows that is so anyway.
HIDE = [] if sys.platform == "win32" else ["-fvisibility=hidden"]


# ANCHOR: setup
def module(name: str) -> Extension:
    """Describe the module that `src/<name>.pyx` becomes."""
    return Extension(
        f"cmult_cython.{name}",
        [f"src/{name}.pyx"],
        include_dirs=[HEADERS],
        extra_compile_args=HIDE,
        extra_link_args=link_arguments(),
    )


setup(
    version=crate_version(),
    ext_modules=cythonize(  # type: ignore[no-untyped-call]
        [module("_native"), module("raw")],
        include_path=[HEADERS, "src"],
        build_dir="build",  # the C files, megabytes that nobody needs to read
    ),
    cmdclass={"build_ext": BuildModules},
)
# ANCHOR_END: setup
