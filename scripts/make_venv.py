"""Make .venv and install the locked tools into it, if that is not done yet.

`doctor.py --setup` calls it, with the interpreter that .venv is to have. An
environment that has the same requirements and the same Python is left alone. pip
installs only uv; uv installs the rest in a tenth of the time that pip takes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements.txt"
STAMP = VENV / "requirements.sha256"
ONLY_UV = VENV / "uv.txt"


def venv_python() -> Path:
    """Return the environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    """Return what the environment depends on, in one line.

    The folder, too: the programs in it know where they were installed.
    """
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    return f"{digest} Python {sys.version.split()[0]} {VENV}\n"


def lock_of_uv() -> str:
    """Return what requirements.txt says about uv: its version and its hashes."""
    text = REQUIREMENTS.read_text(encoding="utf-8")
    found = re.search(r"^uv==.*\n(?: +--hash=.*\n)+", text, re.MULTILINE)
    assert found, "`just lock` writes one"
    return found[0]


def commands() -> Iterator[list[str]]:
    """Yield what is to be run, each when the one before is done."""
    python = str(venv_python())
    locked = ["--quiet", "--no-deps", "--require-hashes", "--requirement"]
    yield [sys.executable, "-m", "venv", str(VENV)]
    ONLY_UV.write_text(lock_of_uv(), encoding="utf-8")
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check"]
    yield [*pip, *locked, str(ONLY_UV)]
    uv = [python, "-m", "uv", "pip", "install", "--python", python]
    yield [*uv, *locked, str(REQUIREMENTS)]


def is_current() -> bool:
    """Tell whether the environment is there, as it should be."""
    return STAMP.exists() and STAMP.read_text() == fingerprint()


def main() -> int:
    """Make the environment; return the exit status."""
    if VENV in Path(sys.executable).parents:
        print(f"error: leave {VENV.name} first (deactivate)", file=sys.stderr)
        return 1
    print(f"Installing the tools into {VENV.name} with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    for command in commands():
        done = subprocess.run(command)
        if done.returncode:
            print(f"error: could not set up {VENV}", file=sys.stderr)
            return done.returncode
    STAMP.write_text(fingerprint())
    return 0
