"""Measure one machine and then many: `just scale`, or `python -m compare.scale`.

    --quick          fewer sizes and rounds: seconds, kept under target/compare
    --road ROAD      only this package, as in: --road pyo3 (can be repeated)
    --address URL    a Dask scheduler, as in tcp://host:8786, in place of this machine
    --wheel FILE     install this wheel on the cluster first (can be repeated)
    --length N       dot of two arrays of this length (can be repeated)
    --workers N      so many threads, or processes, on this machine (default 2)
    --out DIR        the run's folder (default: compare/runs/<date>-<machine>)

Stopped with Ctrl-C, it ends its workers and keeps nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from compare import machine, run_files
from compare.scale.engines import ScaleError
from compare.scale.measure import FULL, QUICK, Advance, Effort, measure, started
from compare.tools import TOOLS

DASK = ("dask", "distributed")


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="compare.scale", description="Measure one machine and then many."
    )
    roads = [tool.key for tool in TOOLS]
    parser.add_argument("--quick", action="store_true", help="a matter of seconds")
    parser.add_argument("--road", action="append", choices=roads, help="only this")
    parser.add_argument("--address", metavar="URL", help="a Dask scheduler")
    parser.add_argument("--wheel", action="append", type=Path, metavar="FILE")
    parser.add_argument("--length", action="append", type=int, metavar="N")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--out", type=Path, help="the run's folder")
    options = parser.parse_args(arguments)
    for wheel in options.wheel or []:
        if not wheel.is_file():
            parser.error(f"no such wheel: {wheel}")
    return options


def effort_of(options: argparse.Namespace) -> Effort:
    """Return how much to measure."""
    effort = QUICK if options.quick else FULL
    return replace(effort, lengths=tuple(options.length or effort.lengths))


def folder_of(options: argparse.Namespace) -> Path:
    """Return where the figures go: a run is of all roads, on this machine alone."""
    if options.out:
        return Path(options.out)
    if options.quick or options.road or options.address or options.length:
        return run_files.SCRATCH / "scale"
    return run_files.new_folder()


def set_up(options: argparse.Namespace, nodes: int) -> dict[str, object]:
    """Return the machine and the versions; of a cluster, how many workers it has."""
    notes = machine.describe()
    packages = machine.package_versions() | {name: version(name) for name in DASK}
    where = "by its address" if options.address else "on this machine"
    notes["packages"] = packages
    notes["workers"] = options.workers
    notes["Dask's workers"] = f"{nodes}, {where}"
    notes["load before"] = machine.load()
    return notes


def run(options: argparse.Namespace, advance: Advance) -> dict[str, Any]:
    """Start everybody, measure, end everybody."""
    roads = [tool for tool in TOOLS if tool.key in (options.road or [tool.key])]
    advance("starting the workers", 0)
    wheels = options.wheel or []
    with started(options.workers, options.address, wheels) as on:
        notes = set_up(options, len(on.cluster.workers))
        return {"set-up": notes} | measure(on, roads, effort_of(options), advance)


def with_progress(options: argparse.Namespace) -> dict[str, Any]:
    """Run under a bar, or, where nobody watches, with a line for each step."""
    # Here, and not above: each process of a pool reads this file when it starts.
    from compare.cost.__main__ import progress_bar

    with progress_bar() as bar:
        whole = bar.add_task("", total=effort_of(options).all_rounds())
        lines: list[str] = []

        def advance(step: str, rounds: int) -> None:
            bar.update(whole, description=step, advance=rounds)
            if not bar.console.is_terminal and step not in lines:
                lines.append(step)
                print(step, file=sys.stderr)

        return run(options, advance)


def show(folder: Path) -> None:
    """Print the tables of a run."""
    from rich.console import Console
    from rich.table import Table

    from compare.report import scaling

    for kind in ("dot", "compound"):
        header, rows = scaling.table(run_files.load(folder, run_files.SCALE), kind)
        table = Table(title="As a multiple of one thread's time, and the time")
        for heading in header:
            table.add_column(heading)
        for row in rows:
            table.add_row(*(cell.replace(" (", "\n(") for cell in row))
        Console(width=None if sys.stdout.isatty() else 130).print(table)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write the tables and the plot of the run."""
    options = parse(arguments)
    try:
        found = with_progress(options)
    except ScaleError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; nothing is kept", file=sys.stderr)
        return 130
    from compare.report.__main__ import render

    folder = folder_of(options)
    run_files.save(folder, run_files.SCALE, found)
    if not (folder / run_files.MACHINE).exists():
        run_files.save(folder, run_files.MACHINE, machine.describe())
    show(folder)
    render(folder)
    print(f"{folder}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
