"""A process for each cell.

To start Python and import NumPy for each of some hundred cells takes minutes. So
there is one warm process for each column, which forks for each cell: the child has
everything imported, and a memory of its own to ruin. Where there is no fork
(Windows), a new interpreter does the same, more slowly.

    python -m compare.behaviour.processes COLUMN           forks, for each line of JSON
    python -m compare.behaviour.processes COLUMN RESULT    one cell, and writes a file
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, Self

from compare import ROOT
from compare.behaviour.columns import COLUMNS
from compare.behaviour.one_input import Cell, last_line, perform

MODULE = "compare.behaviour.processes"

# What a reader's shell may set, and what would change what a cell says.
UNWANTED = ("PYTHONFAULTHANDLER", "PYTHONDEVMODE", "PYTHONMALLOC", "PYTHONWARNINGS")
WANTED = {
    "RUST_BACKTRACE": "0",
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
    # One thread: a process with several cannot be forked safely.
    "OPENBLAS_NUM_THREADS": "1",
}
# A cell that asks for all memory must not take the machine along.
MEMORY = 4 << 30


def environment() -> dict[str, str]:
    """Return the environment in which cells run."""
    kept = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    return kept | WANTED


@dataclass(frozen=True)
class End:
    """How a process ended, and what it left."""

    exit_code: int  # as subprocess has it: negative for a signal
    result: bytes
    stderr: bytes
    in_time: bool = True


def cell_of(end: End, limit: float) -> Cell:
    """Return the cell that an end of a process stands for."""
    if not end.in_time:
        return Cell("hang", f"more than {limit:g} s")
    printed = last_line(end.stderr.decode(errors="replace"))
    if end.result and end.exit_code == 0:
        cell = Cell(**json.loads(end.result))
        return Cell(cell.kind, cell.text, printed if cell.kind == "value" else "")
    return Cell("crash", name_of_end(end.exit_code))


def name_of_end(exit_code: int) -> str:
    """Return the name of the signal, or the exit code, that ended a process."""
    if exit_code < 0:
        return signal.Signals(-exit_code).name
    return f"exit code {exit_code:#x}" if exit_code > 255 else f"exit code {exit_code}"


if sys.platform != "win32":
    import resource

    def forked(work: Callable[[], Cell], limit: float) -> Cell:
        """Do the work in a fork of this process."""
        read_end, write_end = os.pipe()
        with tempfile.TemporaryFile() as stderr, os.fdopen(read_end, "rb") as results:
            child = os.fork()
            if child == 0:
                in_child(work, write_end, stderr)
            os.close(write_end)
            result, in_time = read_until(results, time.monotonic() + limit)
            if not in_time:
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            stderr.seek(0)
            end = End(os.waitstatus_to_exitcode(status), result, stderr.read(), in_time)
        return cell_of(end, limit)

    def in_child(work: Callable[[], Cell], write_end: int, stderr: IO[bytes]) -> None:
        """Do the work, write the result, and end without any tidying."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        os.dup2(stderr.fileno(), 2)
        os.write(write_end, json.dumps(work().as_json()).encode())
        os._exit(0)

    def read_until(results: IO[bytes], deadline: float) -> tuple[bytes, bool]:
        """Read to the end, which comes when the child ends; False if it is late."""
        found = b""
        while True:
            left = max(0.0, deadline - time.monotonic())
            ready, _, _ = select.select([results], [], [], left)
            if not ready:
                return found, False
            piece = os.read(results.fileno(), 1 << 16)
            if not piece:
                return found, True
            found += piece


def spawned(column: str, code: str, limit: float) -> Cell:
    """Run one cell in a new interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "cell.json"
        command = [
            sys.executable,
            "-m",
            MODULE,
            column,
            str(result),
        ]
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=environment(),
                input=code.encode(),
                capture_output=True,
                timeout=limit,
            )
        except subprocess.TimeoutExpired:
            return cell_of(End(0, b"", b"", in_time=False), limit)
        left = result.read_bytes() if result.exists() else b""
    return cell_of(End(done.returncode, left, done.stderr), limit)


class Server:
    """The warm process of one column, from outside."""

    def __init__(self, column: str) -> None:
        self.column = column
        self.process = subprocess.Popen(
            [sys.executable, "-m", MODULE, column],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, code: str, limit: float) -> Cell:
        """Run one input."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        line = ""
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps([code, limit]) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.column}: the tool cannot be loaded")
        return Cell(**json.loads(line))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.communicate()


def main(column: str, result: str = "") -> None:
    """Be the server of a column, or run one cell of it."""
    offers: dict[str, Any] = {}
    if result or hasattr(os, "fork"):
        offers = COLUMNS[column].load()
    if result:
        cell = perform(sys.stdin.read(), offers)
        Path(result).write_text(json.dumps(cell.as_json()))
        os._exit(0)
    for line in sys.stdin:
        code, limit = json.loads(line)
        if sys.platform == "win32":
            cell = spawned(column, code, limit)
        else:
            cell = forked(partial(perform, code, offers), limit)
        print(json.dumps(cell.as_json()), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
