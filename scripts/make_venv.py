"""Make .venv and install the locked tools into it, if that is not done yet.

    make_venv.py

Runs with the interpreter that .venv is to have. An environment that has the
same requirements and the same Python is left alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements.txt"
STAMP = VENV / "requirements.sha256"


def venv_python() -> Path:
    """Return the environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    """Return what the environment depends on, in one line.

    The folder, too: the programs in it know where they were installed.
    """
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    return f"{digest} Python {sys.version.split()[0]} {VENV}\n"


def main() -> int:
    """Make the environment."""
    if STAMP.exists() and STAMP.read_text() == fingerprint():
        return 0
    if VENV in Path(sys.executable).parents:
        print(f"error: leave {VENV.name} first (deactivate)", file=sys.stderr)
        return 1
    print(f"Installing the tools into {VENV.name} with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    make = [sys.executable, "-m", "venv", str(VENV)]
    install = [str(venv_python()), "-m", "pip", "install", "--quiet", "--no-deps"]
    install += ["--disable-pip-version-check", "--require-hashes"]
    install += ["--requirement", str(REQUIREMENTS)]
    for command in (make, install):
        done = subprocess.run(command)
        if done.returncode:
            print(f"error: could not set up {VENV}", file=sys.stderr)
            return done.returncode
    STAMP.write_text(fingerprint())
    return 0


if __name__ == "__main__":
    sys.exit(main())
