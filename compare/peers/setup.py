"""Build the peers: one C module, two in C++, one in Rust."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nanobind  # type: ignore[import-untyped]
from pybind11.setup_helpers import Pybind11Extension
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "scripts"))
from pyo3_environment import pyo3_environment  # noqa: E402

CRATE = "cmult-rust-floor"

NANOBIND = Path(nanobind.source_dir()).parent

if sys.platform == "win32":
    FAST, CPP17, UNALIASED = ["/O2"], ["/std:c++17"], []
else:
    # The same level for everybody; Cargo's release profile has 3, too. And like Rust,
    # no product and sum in one instruction: it would round once instead of twice.
    FAST = ["-O3", "-DNDEBUG", "-g0", "-ffp-contract=off"]
    CPP17 = ["-std=c++17", "-fvisibility=hidden"]
    # nanobind's own source needs it, see the notes in its nb_combined.cpp.
    UNALIASED = ["-fno-strict-aliasing", "-ffunction-sections", "-fdata-sections"]

STRIP = {"linux": ["-s", "-Wl,--gc-sections"], "darwin": ["-Wl,-dead_strip", "-Wl,-x"]}
LINK = STRIP.get(sys.platform, [])


def cargo_build() -> Path:
    """Build the Rust floor and return the library, as Cargo tells its path."""
    command = ["cargo", "build", "--release", f"--package={CRATE}"]
    command += ["--message-format=json-render-diagnostics"]
    output = subprocess.run(
        command,
        cwd=HERE / "rust-floor",
        env=pyo3_environment(),
        check=True,
        stdout=subprocess.PIPE,
    )
    messages = map(json.loads, output.stdout.splitlines())
    artifact = next(
        message
        for message in messages
        if message["reason"] == "compiler-artifact"
        and message["target"]["name"] == CRATE.replace("-", "_")
    )
    return Path(artifact["filenames"][0])


class BuildModules(build_ext):
    """Let the compiler build what is in C and C++, and Cargo what is in Rust."""

    def build_extension(self, ext: Extension) -> None:
        if ext.sources:
            super().build_extension(ext)
            return
        target = Path(self.get_ext_fullpath(ext.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(cargo_build(), target)


setup(
    ext_modules=[
        Extension(
            "cmult_peers.c_floor",
            ["src/c_floor.c"],
            extra_compile_args=FAST,
            extra_link_args=LINK,
        ),
        Pybind11Extension(
            "cmult_peers.pybind11_alone",
            ["src/pybind11_alone.cpp"],
            cxx_std=17,
            extra_compile_args=FAST,
            extra_link_args=LINK,
        ),
        Extension(
            "cmult_peers.nanobind_alone",
            # nanobind's runtime is a part of each module: one more source file.
            ["src/nanobind_alone.cpp", "src/nanobind_runtime.cpp"],
            include_dirs=[
                nanobind.include_dir(),
                nanobind.source_dir(),
                str(NANOBIND / "ext" / "robin_map" / "include"),
            ],
            define_macros=[("NB_COMPACT_ASSERTIONS", "1")],
            extra_compile_args=[*FAST, *CPP17, *UNALIASED],
            extra_link_args=LINK,
            language="c++",
        ),
        Extension("cmult_peers.rust_floor", []),
    ],
    cmdclass={"build_ext": BuildModules},
    options={
        # Out of the source folder, where tools would find the same files twice.
        "build": {"build_base": str(HERE.parents[1] / "target" / "peers")},
        # setuptools sees a changed source, but no changed header, flag or nanobind.
        "build_ext": {"force": "1"},
    },
)
