"""Remove everything that a build made, .venv included.

clean.py
"""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

MADE = [
    ".venv",
    "target",
    "docs/book",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    # Where setuptools builds, and what it says about the package.
    "*-demo/build",
    "*-demo/python/*.egg-info",
    "compare/peers/build",
    "compare/peers/python/*.egg-info",
    "more-roads/*/build",
    "more-roads/*/*.egg-info",
]


def main() -> None:
    """Remove the folders; one that is not there is clean already."""
    for pattern in MADE:
        for folder in ROOT.glob(pattern):
            shutil.rmtree(folder)
    # The deepest first: CFFI's in-line mode compiles in one that is inside of another.
    for folder in sorted(ROOT.rglob("__pycache__"), reverse=True):
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
