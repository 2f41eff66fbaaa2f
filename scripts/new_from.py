"""Make a package of your own, built as one of the demos is.

    new_from.py DEMO FOLDER      as in: new_from.py pyo3-demo ../my-package

The package is made of `templates/`, in which it is called my-package, and of files
that a demo or the workspace has already. FOLDER gives it its name.
"""

from __future__ import annotations

import keyword
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"

# What each package is made of, beside templates/common and a folder of its own there.
WORKSPACE = ["Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT"]
C_ABI, STATIC = "templates/c-abi", "templates/static"
SOURCES = {
    "ctypes-demo": [C_ABI, "ctypes-demo/cargo_build.py"],
    "cffi-demo": [C_ABI, STATIC, "cffi-demo/cargo_build.py"],
    "cython-demo": [C_ABI, STATIC, "cython-demo/cargo_build.py"],
    "cxx-demo": [STATIC, "cxx-demo/cargo_build.py"],
    "pyo3-demo": [],
}

# Names that the build of a package means another one by.
TAKEN = {
    *("alloc", "core", "std", "cargo_build", "rust_link", "cffi", "cxx", "cython"),
    *("maturin", "pip", "pybind11", "pyo3", "pytest", "setuptools"),
}
NOT_SOURCES = {"__pycache__", "build", "target", ".DS_Store"}

USAGE = f"""\
usage: just new-from DEMO FOLDER, as in: just new-from pyo3-demo ../my-package

It makes a package of your own, named like the folder, built as the demo is.
The demos: {", ".join(SOURCES)}"""

# A page of the book shows the part of a template between two such lines.
ANCHOR = re.compile(r"^.*\bANCHOR(?:_END)?: *[\w-]+[ \t]*\n", re.MULTILINE)


class RefusedError(Exception):
    """The package cannot be made; the text says why."""


def check(demo: str, folder: Path) -> None:
    """Refuse what is not a demo, and a folder that cannot become a package."""
    if demo not in SOURCES:
        raise RefusedError(f"no demo {demo!r}: there are {', '.join(SOURCES)}")
    module = folder.name.replace("-", "_")
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", module):
        raise RefusedError(
            f"{folder.name!r} is not a name for a Python module: small letters and "
            "digits, a letter first, with - or _ between them"
        )
    if keyword.iskeyword(module) or module in sys.stdlib_module_names | TAKEN:
        raise RefusedError(f"the name {module!r} is taken: give the folder another one")
    if folder.is_relative_to(ROOT):
        raise RefusedError(f"{folder} is in this workspace: choose a folder outside")
    if not folder.parent.is_dir():
        raise RefusedError(f"there is no folder {folder.parent}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(f"{folder} is there already")


def own_text(path: Path, name: str) -> str:
    """Return the text of a file, in the new package's words."""
    text = ANCHOR.sub("", path.read_text(encoding="utf-8"))
    if path.name == "LICENSE-MIT":
        text = re.sub(r"Copyright .*", "Copyright (c) YEAR YOUR NAME", text)
    if path.name == "Cargo.lock":  # the versions that are tested here, no crate of ours
        head, *crates = text.split("[[package]]\n")
        crates = [crate for crate in crates if "\nsource = " in crate]
        text = "[[package]]\n".join([head, *crates])
    text = text.replace("my_package", name.replace("-", "_"))
    text = text.replace("my-package", name.replace("_", "-"))
    return text.rstrip("\n") + "\n" if text else ""


def files(demo: str) -> dict[str, Path]:
    """Return where each file of the new package comes from."""
    found = {}
    for source in ["templates/common", f"templates/{demo}", *WORKSPACE, *SOURCES[demo]]:
        top = ROOT / source
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            place = path.relative_to(top.parent if top.is_file() else top)
            if path.is_file() and not NOT_SOURCES & {*place.parts}:
                found[place.as_posix()] = path
    return found


def make(demo: str, folder: Path) -> None:
    """Make the package, whole or not at all."""
    folder = folder.resolve()
    check(demo, folder)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        new = Path(temporary, folder.name)
        for place, path in files(demo).items():
            file = new / place.replace("my_package", folder.name.replace("-", "_"))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(own_text(path, folder.name), encoding="utf-8", newline="\n")
        if folder.exists():
            folder.rmdir()  # it is empty
        shutil.move(new, folder)


def main(arguments: list[str]) -> int:
    """Run the command line; return the exit status."""
    if len(arguments) != 2:
        print(USAGE, file=sys.stderr)
        return 2
    demo, folder = Path(arguments[0]).name, Path(arguments[1])
    try:
        make(demo, folder)
    except (RefusedError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    module = folder.resolve().name.replace("-", "_")
    print(f"Made {folder}: the package {module}, built as {demo} is. Next:")
    print(f"  cd {shlex.quote(str(folder))}")
    print("  pip install . pytest")
    print("  pytest")
    print("Its README.md says how to go on.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
