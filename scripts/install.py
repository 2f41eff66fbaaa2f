"""Build packages and install them into this Python, if their sources changed.

    install.py FOLDER...      as in: install.py cffi-demo cython-demo

Each one is installed as a reader would: `pip install ./cffi-demo` makes a wheel
and unpacks it. That takes seconds even when nothing changed, hence the stamps.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMPS = Path(sys.prefix) / "installed"

# What every demo is built from, beside its own folder.
SHARED = ["Cargo.toml", "Cargo.lock", "core", "capi", "requirements.txt"]
# What a build leaves in a source folder, and what only readers and tests use.
NOT_SOURCES = {"build", "__pycache__", "examples", "tests"}


def sources(demo: str) -> Iterator[Path]:
    """Yield the files that a demo's package is made of, in a fixed order."""
    for name in [*SHARED, demo]:
        top = ROOT / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            parts = set(path.relative_to(ROOT).parts)
            ours = not parts & NOT_SOURCES and ".egg-info" not in str(path)
            if ours and path.is_file():
                yield path


def fingerprint(demo: str) -> str:
    """Return a digest of a demo's sources and of the platform."""
    digest = hashlib.sha256(sysconfig.get_platform().encode())
    for path in sources(demo):
        digest.update(f"{path.relative_to(ROOT)}\n{path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def install(demo: str) -> bool:
    """Install one demo, unless it is there already; return whether it was done."""
    stamp = STAMPS / demo
    current = fingerprint(demo)
    if stamp.exists() and stamp.read_text() == current:
        return False
    stamp.unlink(missing_ok=True)
    # setuptools would put what an earlier build left here into the new wheel.
    shutil.rmtree(ROOT / demo / "build", ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet"]
    command += ["--disable-pip-version-check", "--no-deps", "--no-build-isolation"]
    command += ["--force-reinstall", str(ROOT / demo)]
    # Build backends look for their programs (maturin) where programs are.
    tools = sysconfig.get_path("scripts")
    path = os.pathsep.join([tools, os.environ.get("PATH", "")])
    done = subprocess.run(command, env=os.environ | {"PATH": path})
    if done.returncode:
        sys.exit(f"error: {demo} could not be built; the lines above say why")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(current)
    print(f"* Complete: {demo} is installed")
    return True


if __name__ == "__main__":
    done = [install(demo) for demo in sys.argv[1:]]
    if not any(done):
        print("* Up to date")
