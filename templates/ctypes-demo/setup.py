"""Build the library with Cargo and put it beside the Python files."""

import shutil
import sys
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

# A build runs this file without its folder on the path.
sys.path.insert(0, str(Path(__file__).parent))
import cargo_build


class BuildPackage(build_py):
    """The Python files, and the library."""

    def run(self) -> None:
        super().run()
        library = cargo_build.build().shared
        shutil.copy2(library, Path(self.build_lib, "my_package", library.name))


class PlatformWheel(bdist_wheel):
    """Any Python 3, this platform."""

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


class PlatformDistribution(Distribution):
    """Not pure Python, although setuptools compiles nothing itself."""

    def has_ext_modules(self) -> bool:
        return True


setup(
    version=cargo_build.version(),
    distclass=PlatformDistribution,
    cmdclass={"build_py": BuildPackage, "bdist_wheel": PlatformWheel},
)
