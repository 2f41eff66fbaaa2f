"""Build a demo's crate, and put its shared library into target/lib.

    build_library.py DEMO NAME      as in: build_library.py ctypes-demo cmult

The library is called libNAME.so, libNAME.dylib or NAME.dll, as is the platform's
custom.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "target" / "lib"


def main(demo: str, name: str) -> None:
    """Build and copy."""
    os.environ["CARGO_TERM_QUIET"] = "true"
    sys.path.insert(0, str(ROOT / demo))
    library: Path = importlib.import_module("cargo_build").build().shared
    prefix = "" if library.suffix == ".dll" else "lib"
    FOLDER.mkdir(exist_ok=True)
    copy = FOLDER / f"{prefix}{name}{library.suffix}"
    # To a name of its own first: a program may be running with the old library.
    new = copy.with_suffix(".new")
    shutil.copyfile(library, new)
    new.replace(copy)
    print(f"* Complete: {copy.relative_to(ROOT)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
