"""The compiled files of an installed package: their size, and how they were built."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

SUFFIXES = {".so", ".pyd", ".dylib", ".dll"}

# Rust's standard library checks the promises of unsafe code where a crate is built
# with debug assertions, and only there. The checks carry this text into the file,
# where no linker and no `strip` takes it out. (Debug information, the obvious thing
# to look for, is stripped from a debug wheel as well.)
DEBUG_MARK = b"unsafe precondition(s) violated"


class DebugBuildError(Exception):
    """A module was built without optimisation: its times would mean nothing."""


def files_of(package: str) -> list[Path]:
    """Return the compiled files of a package, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return sorted(
        path
        for folder in spec.submodule_search_locations or []
        for path in Path(folder).iterdir()
        if path.suffix in SUFFIXES
    )


def refuse_debug_build(file: Path) -> None:
    """Raise DebugBuildError if the Rust in a compiled file is a debug build.

    What is C or C++ in it leaves no such mark; setuptools and Cargo compile that
    with the optimisation of the interpreter and of the profile.
    """
    if DEBUG_MARK in file.read_bytes():
        raise DebugBuildError(f"{file.name} is a debug build: install it again")


def module_of(package: str) -> Path:
    """Return the one file that a finished binding calls into."""
    files = files_of(package)
    modules = [path for path in files if path.name.startswith("_native.")]
    # ctypes has no module, only a library.
    return (modules or files)[0]


def stripped_size(file: Path) -> int:
    """Return how many bytes a file has without its symbols for debuggers."""
    strip = shutil.which("strip")
    if strip is None:
        return file.stat().st_size
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(file, folder))
        done = subprocess.run([strip, str(copy)], capture_output=True)
        return (file if done.returncode else copy).stat().st_size


def glibc_of(file: Path) -> tuple[int, ...] | None:
    """Return the newest glibc of which an ELF file wants a symbol, as in (2, 17).

    None where there is no `readelf` to ask, and where it is another kind of file.
    """
    readelf = shutil.which("readelf")
    if readelf is None:
        return None
    command = [readelf, "--wide", "--version-info", str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    wanted = re.findall(r"Name: GLIBC_([\d.]+)", done.stdout)
    return max((tuple(map(int, name.split("."))) for name in wanted), default=None)
