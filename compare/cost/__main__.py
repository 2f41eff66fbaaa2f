"""Measure what a call costs: `just bench`, or `python -m compare.cost`.

    --quick          fewer and shorter rounds: under 30 s, kept under target/compare
    --kind KIND      only this kind of call (can be repeated)
    --processes N    measure in this many processes, each of which is one sample
    --rounds N       measure this many rounds in each
    --resume         keep what the run's folder already has, measure the rest
    --out DIR        the run's folder (default: compare/runs/<date>-<machine>)
    --note TEXT      a line about the set-up, kept with the run

Stopped with Ctrl-C, it keeps what is done.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from compare import run_files
from compare.cost.calls import all_kinds
from compare.cost.contenders import BY_KEY
from compare.cost.prepare import RefusedError
from compare.cost.process import THREADS, Task
from compare.cost.session import FULL, QUICK, Effort, Session


def progress_bar() -> Progress:
    """Return a bar that says what is being measured, and how long it will take."""
    columns = [
        TextColumn("{task.description:<44}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    ]
    return Progress(*columns, console=Console(stderr=True), transient=True)


def measure(session: Session, note: str) -> None:
    """Run a session under one bar for all of it."""
    titles = {kind.key: kind.title for kind in all_kinds()} | {THREADS: "two threads"}
    with progress_bar() as bar:
        whole = bar.add_task("", total=session.rounds())

        def advance(task: Task, kind: str) -> None:
            place = f"process {task.number + 1} of {session.effort.processes}"
            bar.update(whole, description=f"{place}: {titles[kind]}", advance=1)

        session.run(note, advance)
    for line in session.missing:
        print(f"not measured: {line}", file=sys.stderr)


def show(folder: Path) -> None:
    """Print the ratios of a run."""
    from compare.report import tables

    header, rows = tables.call_ratios(run_files.load(folder, run_files.CALLS))
    table = Table(title="Cost of a call, as a multiple of the C extension's")
    for index, heading in enumerate(header):
        table.add_column(heading, justify="left" if index < 2 else "right")
    for row in rows:
        table.add_row(*(cell.replace(" (", "\n(") for cell in row))
    Console(width=None if sys.stdout.isatty() else 130).print(table)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    groups = list(dict.fromkeys(kind.group for kind in all_kinds()))
    parser = argparse.ArgumentParser(
        prog="compare.cost", description="Measure what a call costs."
    )
    parser.add_argument("--quick", action="store_true", help="under 30 seconds")
    parser.add_argument(
        "--kind", action="append", choices=[*groups, THREADS], help="only this"
    )
    parser.add_argument("--processes", type=int, metavar="N", help="how many samples")
    parser.add_argument("--rounds", type=int, metavar="N", help="how many in each")
    parser.add_argument("--resume", action="store_true", help="go on with a run")
    parser.add_argument("--out", type=Path, help="the run's folder")
    parser.add_argument("--note", default="", help="a line about the set-up")
    return parser.parse_args(arguments)


def effort_of(options: argparse.Namespace) -> Effort:
    """Return how much to measure."""
    effort = QUICK if options.quick else FULL
    if options.processes:
        effort = replace(effort, processes=options.processes)
    if options.rounds:
        effort = replace(effort, rounds=options.rounds)
    return effort


def main(
    arguments: Sequence[str] | None = None, contenders: Sequence[str] = tuple(BY_KEY)
) -> int:
    """Measure, and write the tables and plots of the run."""
    options = parse(arguments)
    folder = options.out or (
        run_files.SCRATCH / "quick" if options.quick else run_files.new_folder()
    )
    if options.quick and not options.resume and not options.out:
        shutil.rmtree(folder, ignore_errors=True)  # the last try
    if run_files.load(folder, run_files.CALLS) and not options.resume:
        print(f"error: {folder.name} exists: --resume, or --out", file=sys.stderr)
        return 1
    kinds = [*((kind.group, kind.key) for kind in all_kinds()), (THREADS, THREADS)]
    chosen = [key for group, key in kinds if group in (options.kind or [group])]
    session = Session(folder, chosen, effort_of(options), contenders)
    try:
        measure(session, options.note)
    except RefusedError as error:
        print(f"error: refused: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; go on with --resume", file=sys.stderr)
        return 130
    from compare.report.__main__ import render

    show(folder)
    render(folder)
    print(f"{folder}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
