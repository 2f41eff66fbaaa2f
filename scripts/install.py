"""Build packages and install them into this Python, if their sources changed.

    install.py FOLDER...      as in: install.py cffi-demo cython-demo

Each one is installed as a reader would: `uv pip install ./cffi-demo` makes a wheel
and unpacks it. That takes seconds even when nothing changed, hence the stamps. What
is to be done is told to uv at once: it builds as many at a time as there are cores.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
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


def install(demos: list[str]) -> None:
    """Install those demos that are not there already, as they are now."""
    with alone():
        install_alone(demos)


@contextmanager
def alone() -> Iterator[None]:
    """Wait until nobody else builds: setuptools does so in the source folders."""
    try:
        import fcntl
    except ImportError:  # on Windows: there two at once get in each other's way
        yield
        return
    # The system unlocks it when this process ends, however it does.
    with Path(sys.prefix, "installing.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another build", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_alone(demos: list[str]) -> None:
    """Install them, while nobody else does."""
    current = {demo: fingerprint(demo) for demo in demos}
    todo = [demo for demo in demos if stamped(demo) != current[demo]]
    if not todo:
        print("* Up to date")
        return
    for demo in todo:
        (STAMPS / demo).unlink(missing_ok=True)
        # setuptools would put what an earlier build left here into the new wheel.
        shutil.rmtree(ROOT / demo / "build", ignore_errors=True)
    print(f"Building {', '.join(todo)} (the first time takes a minute or two)")
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet"]
    command += ["--python", sys.executable]
    command += ["--no-deps", "--no-build-isolation", "--reinstall"]
    command += [str(ROOT / demo) for demo in todo]
    if subprocess.run(command).returncode:
        names = ", ".join(todo)
        sys.exit(f"error: could not build {names}; the lines above say why")
    for demo in todo:
        stamp = STAMPS / demo
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(current[demo])
        print(f"* Complete: {demo} is installed")


def stamped(demo: str) -> str | None:
    """Return the fingerprint of what is installed, if it is."""
    stamp = STAMPS / demo
    return stamp.read_text() if stamp.exists() else None


if __name__ == "__main__":
    install(sys.argv[1:])
