"""What type checkers tell the users of a package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from . import child_process
from .api import PUBLIC
from .contract import FOLDER, TOOLS, Tool

CONSUMER = (FOLDER / "consumer.py").read_text("utf-8")


def consumer(tool: Tool) -> str:
    """Return what a user of this package writes."""
    return CONSUMER.replace("cmult_ctypes", tool.module)


def test_the_consumer_uses_every_name() -> None:
    for name in PUBLIC:
        assert f"cmult.{name}(" in CONSUMER


def test_the_consumer_runs(tool: Tool) -> None:
    child_process.run(consumer(tool))


def test_mypy_says_yes_and_no_in_the_right_places(tmp_path: Path) -> None:
    for tool in TOOLS:
        path = tmp_path / f"use_{tool.module}.py"
        path.write_text(consumer(tool), encoding="utf-8")
    # In a folder of its own: mypy meets the packages as they are installed. Until 3.12
    # NumPy does not tell it that its arrays are buffers.
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--python-version=3.12", "."],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr
