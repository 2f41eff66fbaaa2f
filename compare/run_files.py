"""The folder of a run: what was measured, as JSON, one file per part.

    machine.json    the machine, the versions, how it was measured
    calls.json      kind, contender: the best and the ordinary round of each process
    threads.json    who holds the GIL, and what two threads gain, in each process
    interrupts.json how soon Ctrl-C is heard in long work, and what listening costs
    asyncio.json    what it costs to await a call
    build.json      what a build costs, and how much there was to write
    wheels.json     what `just wheels` made, and which glibc each wheel asks for
    limited-api.json    what a call costs in Cython's module for one Python and for all
    free-threads.json   what two threads gain with a GIL and without
    more-roads.json what became of each tool in more-roads, on what machine
    scale.json      one thread, threads, processes, Dask; with a set-up of its own

A file is written in one step, so that a run that is stopped leaves none half done.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from compare import ROOT, machine

RUNS = ROOT / "compare" / "runs"
# Made while trying, and never committed.
SCRATCH = ROOT / "target" / "compare"

MACHINE = "machine.json"
CALLS = "calls.json"
THREADS = "threads.json"
FREE_THREADS = "free-threads.json"
INTERRUPTS = "interrupts.json"
ASYNCIO = "asyncio.json"
BUILD = "build.json"
MORE_ROADS = "more-roads.json"
WHEELS = "wheels.json"
LIMITED_API = "limited-api.json"
SCALE = "scale.json"


def new_folder() -> Path:
    """Return where a run of today on this machine is kept."""
    return RUNS / f"{datetime.date.today().isoformat()}-{machine.slug()}"


def significant(value: Any) -> Any:
    """Cut floats to four digits: more would be noise, and a long file."""
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {key: significant(item) for key, item in value.items()}
    if isinstance(value, list):
        return [significant(item) for item in value]
    return value


def dumps(value: Any, level: int = 0) -> str:
    """Write JSON, one line for each list of numbers or record: diffs stay short."""
    pad, end = "\n" + "  " * (level + 1), "\n" + "  " * level

    def line(item: Any) -> str:
        return json.dumps(item, ensure_ascii=False)

    if isinstance(value, dict):
        inside = any(isinstance(item, (dict, list)) for item in value.values())
        if inside or (value and not level):
            items = (f"{line(k)}: {dumps(v, level + 1)}" for k, v in value.items())
            return "{" + pad + f",{pad}".join(items) + end + "}"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return (
            "[" + pad + f",{pad}".join(dumps(v, level + 1) for v in value) + end + "]"
        )
    return line(value)


def write_text(path: Path, text: str) -> None:
    """Write a file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(path)


def save(folder: Path, part: str, value: Any) -> None:
    """Write one part of a run."""
    write_text(folder / part, dumps(significant(value)) + "\n")


def load(folder: Path, part: str) -> Any:
    """Read one part of a run; an empty one if it was not measured."""
    path = folder / part
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def committed_runs() -> list[Path]:
    """Return the runs that are kept, oldest first."""
    return sorted(path.parent for path in RUNS.glob(f"*/{MACHINE}"))
