"""Run mypy over all Python code, one demo at a time.

Each demo has a setup.py and a tests folder: one run over everything would meet
modules of the same name.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A demo's examples are checked against its package as readers see it: installed.
PARTS = ["python", "setup.py", "build_ffi.py", "examples", "tests"]


def groups() -> list[list[Path]]:
    """Return the folders and files that are checked together."""
    demos = sorted(ROOT.glob("*-demo"))
    found = [
        [demo / part for part in PARTS if (demo / part).exists()] for demo in demos
    ]
    return [
        *found,
        [ROOT / "conformance"],
        [ROOT / "compare"],
        [ROOT / "docs"],
        [ROOT / "scripts"],
    ]


def main() -> int:
    """Check every group; return 1 if any had something to say."""
    failed = False
    for group in groups():
        command = [sys.executable, "-m", "mypy", "--no-error-summary"]
        command += ["--scripts-are-modules", *map(str, group)]
        failed |= subprocess.run(command, cwd=ROOT).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
