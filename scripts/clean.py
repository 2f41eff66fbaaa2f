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
]


def main() -> None:
    """Remove the folders; one that is not there is clean already."""
    for pattern in MADE:
        for folder in ROOT.glob(pattern):
            shutil.rmtree(folder)
    for folder in list(ROOT.rglob("__pycache__")):
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
