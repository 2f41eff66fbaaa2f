"""Build a crate that is a shared library, and put the library into target/lib.

    build_library.py CRATE NAME      as in: build_library.py cmult-ctypes cmult

The library is called libNAME.so, libNAME.dylib or NAME.dll, as is the platform's
custom.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "target" / "lib"
SUFFIXES = {".so", ".dylib", ".dll"}


def main(crate: str, name: str) -> int:
    """Build and copy; return the exit status."""
    command = ["cargo", "build", "--quiet", "--release", f"--package={crate}"]
    command += ["--message-format=json-render-diagnostics"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE)
    if done.returncode:
        return done.returncode  # Cargo has said why
    messages = map(json.loads, done.stdout.splitlines())
    files = [
        Path(file)
        for message in messages
        if message.get("target", {}).get("name") == crate.replace("-", "_")
        for file in message.get("filenames", [])
    ]
    library = next(file for file in files if file.suffix in SUFFIXES)
    prefix = "" if library.suffix == ".dll" else "lib"
    FOLDER.mkdir(exist_ok=True)
    copy = FOLDER / f"{prefix}{name}{library.suffix}"
    # To a name of its own first: a program may be running with the old library.
    new = copy.with_suffix(".new")
    shutil.copyfile(library, new)
    new.replace(copy)
    print(f"* Complete: {copy.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
