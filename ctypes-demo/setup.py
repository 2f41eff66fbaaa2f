"""Build libcmult with Cargo and put it beside the Python files.

ctypes needs no compiled module, only a shared library that travels in the wheel. So
the wheel fits every Python 3 ("py3-none"), but one platform.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

# pip runs this file without its folder on the path.
sys.path.insert(0, str(Path(__file__).parent))
import cargo_build


# ANCHOR: build
class BuildPackage(build_py):
    """The Python files, and libcmult.so, libcmult.dylib or cmult.dll."""

    def run(self) -> None:
        super().run()
        library = cargo_build.build().shared
        name = library.name.replace("cmult_ctypes", "cmult")
        shutil.copy2(library, Path(self.build_lib, "cmult_ctypes", name))
        # ANCHOR_END: build


# ANCHOR: tag
class PlatformWheel(bdist_wheel):
    """Any Python 3, this platform."""

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]
        # ANCHOR_END: tag


class PlatformDistribution(Distribution):
    """Not pure Python, although setuptools compiles nothing itself."""

    def has_ext_modules(self) -> bool:
        return True


setup(
    version=cargo_build.version(),
    distclass=PlatformDistribution,
    cmdclass={"build_py": BuildPackage, "bdist_wheel": PlatformWheel},
)
