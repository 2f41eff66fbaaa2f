"""Installs demos beside those in .venv, built quickly: to be tested, not to be fast."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from pyo3_environment import pyo3_environment

# Nobody looks at the speed, but everybody waits for the build.
QUICK = {
    "CARGO_PROFILE_RELEASE_OPT_LEVEL": "1",
    "CARGO_PROFILE_RELEASE_LTO": "off",
    "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16",
}


def install(
    demos: Iterable[Path], site: Path, cargo: Path, flags: str
) -> subprocess.CompletedProcess[str]:
    """Install demos into a folder; return how that ended, and what was said.

    `flags` are for the compilers of C and C++.
    """
    demos = list(demos)
    environment = {"CFLAGS": flags, "CXXFLAGS": flags, "CARGO_TARGET_DIR": str(cargo)}
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--reinstall", "--python", sys.executable]
    command += ["--target", str(site), *map(str, demos)]
    try:
        return subprocess.run(
            command,
            env=pyo3_environment() | QUICK | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    finally:
        for demo in demos:  # or the next install would take what lies there
            shutil.rmtree(demo / "build", ignore_errors=True)
