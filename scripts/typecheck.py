"""Run mypy over all Python code, one demo at a time.

Each demo has a setup.py and a tests folder: one run over everything would meet
modules of the same name. So has each package that is made of a template.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import new_from

ROOT = Path(__file__).resolve().parent.parent
# A demo's examples are checked against its package as readers see it: installed.
PARTS = ["python", "setup.py", "build_ffi.py", "examples", "tests"]


def groups(packages: Iterable[Path]) -> list[list[Path]]:
    """Return the folders and files that are checked together."""
    return [
        *[[p / part for part in PARTS if (p / part).exists()] for p in packages],
        [ROOT / "conformance"],
        [ROOT / "compare"],
        [ROOT / "docs"],
        [ROOT / "more-roads" / "tests"],
        [ROOT / "scripts"],
    ]


def main() -> int:
    """Check every group; return 1 if any had something to say."""
    failed = False
    packages = sorted(ROOT.glob("*-demo"))
    with tempfile.TemporaryDirectory() as made:
        for demo in new_from.SOURCES:
            packages.append(Path(made, f"made_by_{demo.removesuffix('-demo')}"))
            new_from.make(demo, packages[-1])
        for group in groups(packages):
            command = [sys.executable, "-m", "mypy", "--no-error-summary"]
            command += ["--scripts-are-modules", *map(str, group)]
            failed |= subprocess.run(command, cwd=ROOT).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
