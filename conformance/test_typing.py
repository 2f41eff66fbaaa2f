"""What type checkers tell the users of a package."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from . import child_process
from .api import PUBLIC
from .contract import FOLDER, TOOLS, Tool

CONSUMER = (FOLDER / "consumer.py").read_text("utf-8")

# Until Python 3.12 NumPy tells nobody that its arrays are buffers.
CHECKERS = {
    "mypy": ["--strict", "--python-version=3.12", "."],
    # pyright as a wheel, and 280 MB large: not among the tools of `just setup`.
    "basedpyright": ["--pythonversion=3.12", f"--pythonpath={sys.executable}"],
}
# As pyright has it when it is told to be strict.
PYRIGHT = {"typeCheckingMode": "strict", "enableTypeIgnoreComments": True}


def consumer(tool: Tool) -> str:
    """Return what a user of this package writes."""
    return CONSUMER.replace("cmult_ctypes", tool.module)


def test_the_consumer_uses_every_name() -> None:
    for name in PUBLIC:
        assert f"cmult.{name}(" in CONSUMER


def test_the_consumer_runs(tool: Tool) -> None:
    child_process.run(consumer(tool))


@pytest.mark.parametrize("checker", CHECKERS)
def test_checkers_complain_where_they_must(checker: str, tmp_path: Path) -> None:
    pytest.importorskip(checker, reason=f"{checker} is not installed")
    for tool in TOOLS:
        path = tmp_path / f"use_{tool.module}.py"
        path.write_text(consumer(tool), encoding="utf-8")
    config = tmp_path / "pyrightconfig.json"
    config.write_text(json.dumps(PYRIGHT), encoding="utf-8")
    # In a folder of its own: it meets the packages as they are installed.
    done = subprocess.run(
        [sys.executable, "-m", checker, *CHECKERS[checker]],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr
