"""Running a few lines in an interpreter of their own.

For what must not happen to this one: a closed standard output, a crash, a wait
without end.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import IO, Any

# So that the lines can import this package.
ROOT = Path(__file__).resolve().parent.parent


def end(
    lines: str,
    *arguments: str,
    stdout: int | IO[Any] | None = subprocess.PIPE,
    timeout: float = 60,
    options: tuple[str, ...] = (),
) -> subprocess.CompletedProcess[str]:
    """Runs the lines, and gives how they ended, whichever way.

    Arguments are in `sys.argv[1:]`; options are Python's own.
    """
    return subprocess.run(
        [
            *(sys.executable, "-X", "faulthandler", *options),
            *("-c", dedent(lines), *arguments),
        ],
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        timeout=timeout,
        check=False,
    )


def run(
    lines: str,
    *arguments: str,
    stdout: int | IO[Any] | None = subprocess.PIPE,
    timeout: float = 60,
    strict: bool = False,
) -> str | None:
    """Runs the lines, demands that they end well, gives what they printed.

    Whatever is wrong must raise: `assert` does. What is only told on standard error
    fails where it is `strict`, and so do warnings.
    """
    options = ("-W", "error") if strict else ()
    child = end(lines, *arguments, stdout=stdout, timeout=timeout, options=options)
    assert child.returncode == 0, f"exit {child.returncode}\n{child.stderr}"
    assert not (strict and child.stderr), child.stderr
    return child.stdout
