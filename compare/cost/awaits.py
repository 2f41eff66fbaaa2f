"""Measure what it costs to await Rust: `python -m compare.cost.awaits`.

    --out DIR      the run's folder (default: compare/runs/<date>-<machine>)
    --rounds N     measure each thing so many times (default 20)

For each finished binding, and next to no work: a thread of Python's that calls it, and
where there is a module `aio`, a future that a thread of Rust's completes, and an object
that can be awaited. Beside them, a turn of the event loop with nothing to wait for.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import importlib.util
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from rich.progress import track

from compare import run_files
from compare.cost import prepare
from compare.cost.contenders import FINISHED
from compare.report.__main__ import keep

# In a round each is awaited so often, one after the other.
CALLS = 500

Work = Callable[[], Awaitable[object]]


def works_of(tool: Any) -> dict[str, Work]:
    """Return what can be awaited, by name."""
    numbers = 1.0, 1.0, 1
    works: dict[str, Work] = {
        "sleep": lambda: asyncio.sleep(0),
        "thread": lambda: asyncio.to_thread(tool.compound, *numbers),
    }
    if importlib.util.find_spec(f"{tool.__name__}.aio"):
        aio = importlib.import_module(f"{tool.__name__}.aio")
        works["future"] = lambda: aio.compound(*numbers)
        works["object"] = lambda: aio.Compound(*numbers)
    return works


async def seconds(work: Work, calls: int) -> float:
    """Return how long it takes to await something once."""
    start = time.perf_counter()
    for _ in range(calls):
        await work()
    return (time.perf_counter() - start) / calls


async def measure(tool: Any, rounds: int, calls: int = CALLS) -> dict[str, list[float]]:
    """Return for each thing what every round came to, in turns."""
    works = works_of(tool)
    for work in works.values():
        await seconds(work, calls)  # the pool has its threads from here on
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(await seconds(work, calls))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, save it with the run, and write its tables again."""
    parser = argparse.ArgumentParser(
        prog="compare.cost.awaits", description="Measure what it costs to await Rust."
    )
    parser.add_argument("--out", type=Path, default=run_files.new_folder())
    parser.add_argument("--rounds", type=int, default=20, metavar="N")
    options = parser.parse_args(arguments)
    tools, _ = prepare.load(FINISHED)
    try:
        results = {
            who: asyncio.run(measure(tool, options.rounds))
            for who, tool in track(tools.items(), "awaiting", transient=True)
        }
    except KeyboardInterrupt:
        print("stopped; nothing is kept", file=sys.stderr)
        return 130
    keep(options.out, run_files.ASYNCIO, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
