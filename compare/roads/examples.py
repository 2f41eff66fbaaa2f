"""The example of each tool, run in the other environment.

What it prints is shown in the book, so it is compared with what was captured.
"""

from __future__ import annotations

import difflib
import subprocess

from compare import run_files
from compare.roads import build
from compare.roads.folders import Tool

TIMEOUT_SECONDS = 120


class FailedError(Exception):
    """An example ended with an error."""


def run(tool: Tool) -> str:
    """Run a tool's example in its folder; return what it prints.

    Raises:
        FailedError: it failed.
    """
    done = subprocess.run(
        [str(build.PYTHON), "-W", "error", tool.example.name],
        cwd=tool.folder,
        env=build.environment() | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        timeout=TIMEOUT_SECONDS,
    )
    if done.returncode:
        raise FailedError(f"exit status {done.returncode}\n{done.stderr.rstrip()}")
    return done.stdout


def bless(tool: Tool) -> None:
    """Write what the example prints beside it."""
    run_files.write_text(tool.example.with_suffix(".out"), run(tool))


def difference(tool: Tool) -> str:
    """Return how what the example prints differs from what was captured, or nothing."""
    captured = tool.example.with_suffix(".out").read_text("utf-8")
    printed = run(tool)
    diff = difflib.ndiff(captured.splitlines(), printed.splitlines())
    return "" if captured == printed else "\n".join(diff)
