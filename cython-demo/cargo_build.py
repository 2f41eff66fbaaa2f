"""Builds this folder's crate with Cargo, and says where the results are.

setup.py imports it. The same file is in each demo that setuptools builds, so that
every one of them can be copied out alone.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

MANIFEST = Path(__file__).resolve().parent / "Cargo.toml"


class Built(NamedTuple):
    """What Cargo made: the files of the library, and the build script's folder."""

    files: list[Path]
    out_dir: Path | None

    @property
    def static(self) -> Path:
        """The static library: becomes a part of what it is linked into."""
        # On Windows, x.dll.lib is not the library but the way to x.dll.
        return next(f for f in self.files if f.suffixes in ([".a"], [".lib"]))

    @property
    def shared(self) -> Path:
        """The shared library: is loaded when the program runs."""
        return next(f for f in self.files if f.suffix in (".so", ".dylib", ".dll"))


def cargo(*arguments: str) -> list[dict[str, Any]]:
    """Run Cargo and return the JSON that it prints, a line each."""
    command = [os.environ.get("CARGO", "cargo"), *arguments]
    try:
        done = subprocess.run(command, cwd=MANIFEST.parent, stdout=subprocess.PIPE)
    except FileNotFoundError:
        hint = "install Rust from https://rustup.rs"
        raise SystemExit(f"error: {command[0]} was not found: {hint}") from None
    if done.returncode:
        failed = " ".join(command)
        raise SystemExit(f"error: `{failed}` failed: the lines above say why")
    return [json.loads(line) for line in done.stdout.splitlines()]


def packages() -> list[dict[str, Any]]:
    """Return what Cargo knows about each package of the workspace."""
    (metadata,) = cargo("metadata", "--no-deps", "--format-version=1")
    return list(metadata["packages"])


def version() -> str:
    """Return the version that Cargo.toml gives the crate."""
    return next(
        str(package["version"])
        for package in packages()
        if Path(package["manifest_path"]) == MANIFEST
    )


def folder(name: str) -> Path:
    """Return the folder of a package: beside this one, in an sdist inside of it."""
    return next(
        Path(package["manifest_path"]).parent
        for package in packages()
        if package["name"] == name
    )


def build() -> Built:
    """Build the crate for release. Cargo says where the files are: no guessing."""
    options = ["--release", "--message-format=json-render-diagnostics"]
    messages = cargo("build", f"--manifest-path={MANIFEST}", *options)
    ours = [m for m in messages if Path(m.get("manifest_path", "")) == MANIFEST]
    files = [Path(name) for m in ours for name in m["filenames"]]
    ids = {m["package_id"] for m in ours}  # all that a build script's message says
    scripts = [m for m in messages if m["reason"] == "build-script-executed"]
    out_dirs = [Path(m["out_dir"]) for m in scripts if m["package_id"] in ids]
    return Built(files, out_dirs[0] if out_dirs else None)
