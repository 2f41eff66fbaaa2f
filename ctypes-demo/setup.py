"""Build libcmult with Cargo and put it beside the Python files.

ctypes needs no compiled module, only a shared library that travels in the
wheel. So the wheel fits every Python 3 ("py3-none"), but one platform.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
CRATE = "cmult-ctypes"


def crate_version() -> str:
    command = ["cargo", "metadata", "--no-deps", "--format-version=1"]
    output = subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE)
    packages = json.loads(output.stdout)["packages"]
    return str(next(p["version"] for p in packages if p["name"] == CRATE))


# ANCHOR: build
def build_library() -> Path:
    """Build the crate and return the shared library's path, as Cargo tells it."""
    command = ["cargo", "build", "--release", f"--package={CRATE}"]
    command += ["--message-format=json-render-diagnostics"]
    output = subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE)
    messages = map(json.loads, output.stdout.splitlines())
    artifact = next(
        message
        for message in messages
        if message["reason"] == "compiler-artifact"
        and message["target"]["name"] == CRATE.replace("-", "_")
    )
    # Windows gets an import library (.dll.lib) beside the one to load.
    return next(
        path
        for path in map(Path, artifact["filenames"])
        if path.suffix in {".so", ".dylib", ".dll"}
    )


class BuildPackage(build_py):
    """The Python files, and libcmult.so, libcmult.dylib or cmult.dll."""

    def run(self) -> None:
        super().run()
        library = build_library()
        name = library.name.replace("cmult_ctypes", "cmult")
        shutil.copy2(library, Path(self.build_lib, "cmult_ctypes", name))
        # ANCHOR_END: build


class PlatformWheel(bdist_wheel):
    """Any Python 3, this platform."""

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


class PlatformDistribution(Distribution):
    """Not pure Python, although setuptools compiles nothing itself."""

    def has_ext_modules(self) -> bool:
        return True


setup(
    version=crate_version(),
    distclass=PlatformDistribution,
    cmdclass={"build_py": BuildPackage, "bdist_wheel": PlatformWheel},
)
