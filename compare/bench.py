"""Measure what a call costs: `just bench`, or `python -m compare.bench`.

    --quick         fewer and shorter rounds: under 30 s, kept under target/compare
    --kind KIND     only this kind of call (can be repeated)
    --resume        keep what the run's folder already has, measure the rest
    --out DIR       the run's folder (default: compare/runs/<date>-<machine>)
    --note TEXT     a line about the set-up, kept with the run

Stopped with Ctrl-C, it keeps the kinds that are done.
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from compare import machine, native, render, store, tables, threads, timing
from compare.contenders import CONTENDERS, Contender
from compare.kinds import Call, Kind, all_kinds


@dataclass(frozen=True)
class Effort:
    """How long to measure."""

    rounds: int
    slice_seconds: float
    thread_rounds: int
    thread_steps: int


FULL = Effort(rounds=60, slice_seconds=0.005, thread_rounds=15, thread_steps=30_000_000)
QUICK = Effort(rounds=7, slice_seconds=0.001, thread_rounds=3, thread_steps=5_000_000)

THREADS_KIND = "threads"


class RefusedError(Exception):
    """There is something that must not be timed."""


def load_contenders(
    contenders: Sequence[Contender] = CONTENDERS,
) -> tuple[dict[str, Any], list[str]]:
    """Import everybody; return their functions, and who is not installed.

    Raises:
        RefusedError: a compiled file is a debug build.
    """
    tools: dict[str, Any] = {}
    missing = []
    for contender in contenders:
        try:
            if contender.native:
                for file in native.native_files(contender.package):
                    native.refuse_debug_build(file)
            tools[contender.key] = contender.load()
        except ModuleNotFoundError as error:
            missing.append(f"{contender.label} ({contender.form}): {error}")
        except native.DebugBuildError as error:
            raise RefusedError(f"{contender.package}: {error}") from error
    return tools, missing


def calls_of(
    kind: Kind, tools: dict[str, Any], contenders: Sequence[Contender] = CONTENDERS
) -> dict[str, Call]:
    """Prepare a kind's call for everybody who can make it, and check every answer.

    Raises:
        RefusedError: an answer is wrong.
    """
    calls = {}
    for contender in contenders:
        if contender.key not in tools or kind.group in contender.omits:
            continue
        if not (kind.for_all or contender.in_curve):
            continue
        try:
            call = kind.call(tools[contender.key])
        except AttributeError as error:
            if contender.form == "finished":
                raise RefusedError(f"{kind.title}: {contender.key}: {error}") from error
            continue  # no such function in what is not a whole binding
        try:
            timing.check(contender.key, call, kind.right_answer)
        except timing.WrongAnswerError as error:
            raise RefusedError(f"{kind.title}: {error}") from error
        calls[contender.key] = call
    if kind.key == "scalars":
        calls["empty-loop"] = Call("pass", {})
    return calls


def progress_bar() -> Progress:
    """Return a bar that says what is being measured, and how long it will take."""
    columns = [
        TextColumn("{task.description:<24}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    ]
    return Progress(*columns, console=Console(stderr=True), transient=True)


def measure_threads(tools: dict[str, Any], effort: Effort, bar: Progress) -> Any:
    """Measure who releases the GIL, and what two threads gain."""
    able = [key for key, tool in tools.items() if hasattr(tool, "compound")]
    task = bar.add_task("two threads", total=len(able))
    results = {}
    for key in able:
        # Python's own loop takes some fifty times as long for a step.
        steps = effort.thread_steps // (50 if key == "python" else 1)
        results[key] = {
            "gil": threads.policy(tools[key]),
            "seconds": threads.two_threads(
                tools[key].compound, steps, effort.thread_rounds
            ),
        }
        bar.advance(task)
    return results


def notes(effort: Effort, cpu: int | None, note: str) -> dict[str, object]:
    """Return the set-up of a run."""
    return {
        "date": datetime.date.today().isoformat(),
        "note": note,
        "load before": machine.load(),
        "rounds": effort.rounds,
        "slice in seconds": effort.slice_seconds,
        "pinned to one processor": cpu is not None,
        **machine.describe(),
    }


def same_set_up(old: dict[str, object], new: dict[str, object]) -> bool:
    """Whether results of two runs may stand in one table."""
    free = {"date", "note", "load before", "pinned to one processor"}
    # `compare.build_cost` may have been first, and knows nothing of rounds.
    both = old.keys() & new.keys() - free
    return all(old[key] == store.significant(new[key]) for key in both)


def measure(
    folder: Path, kinds: Sequence[Kind], with_threads: bool, effort: Effort, note: str
) -> None:
    """Measure everything that is asked for, and save it as it comes."""
    tools, missing = load_contenders()
    for line in missing:
        print(f"not measured: {line}", file=sys.stderr)
    # All answers before the first time: nobody waits for a run that is worth nothing.
    prepared = [(kind, calls_of(kind, tools)) for kind in kinds]

    results = store.load(folder, store.CALLS)
    with progress_bar() as bar:
        with timing.pinned() as cpu:
            set_up = notes(effort, cpu, note)
            old = store.load(folder, store.MACHINE)
            if old and not same_set_up(old, set_up):
                raise RefusedError(
                    f"{folder.name} was measured with another set-up: choose --out"
                )
            if old.keys() != set_up.keys():
                store.save(folder, store.MACHINE, set_up)
            for kind, calls in prepared:
                task = bar.add_task(kind.title, total=effort.rounds)
                results[kind.key] = timing.interleave(
                    calls,
                    effort.rounds,
                    effort.slice_seconds,
                    advance=lambda task=task: bar.advance(task),  # type: ignore[misc]
                )
                store.save(folder, store.CALLS, results)
        # Two threads want two processors.
        if with_threads:
            store.save(folder, store.THREADS, measure_threads(tools, effort, bar))


def show(folder: Path) -> None:
    """Print the ratios of a run."""
    header, rows = tables.call_ratios(store.load(folder, store.CALLS))
    table = Table(title="Cost of a call, as a multiple of the C extension's")
    for index, heading in enumerate(header):
        table.add_column(heading, justify="left" if index < 2 else "right")
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else 130).print(table)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    groups = list(dict.fromkeys(kind.group for kind in all_kinds()))
    parser = argparse.ArgumentParser(
        prog="compare.bench", description="Measure what a call costs."
    )
    parser.add_argument("--quick", action="store_true", help="under 30 seconds")
    parser.add_argument(
        "--kind", action="append", choices=[*groups, THREADS_KIND], help="only this"
    )
    parser.add_argument("--resume", action="store_true", help="go on with a run")
    parser.add_argument("--out", type=Path, help="the run's folder")
    parser.add_argument("--note", default="", help="a line about the set-up")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write the tables and plots of the run."""
    options = parse(arguments)
    effort = QUICK if options.quick else FULL
    folder = options.out or (
        store.SCRATCH / "quick" if options.quick else store.new_folder()
    )
    if options.quick and not options.resume and not options.out:
        shutil.rmtree(folder, ignore_errors=True)  # the last try
    done = store.load(folder, store.CALLS)
    if done and not options.resume:
        print(f"error: {folder.name} exists: --resume, or --out", file=sys.stderr)
        return 1
    chosen = options.kind or [*(kind.group for kind in all_kinds()), THREADS_KIND]
    kinds = [k for k in all_kinds() if k.group in chosen and k.key not in done]
    with_threads = THREADS_KIND in chosen and not store.load(folder, store.THREADS)
    start = time.perf_counter()
    try:
        measure(folder, kinds, with_threads, effort, options.note)
    except RefusedError as error:
        print(f"error: refused: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; go on with --resume", file=sys.stderr)
        return 130
    show(folder)
    render.keep_behaviour(folder)
    render.render(folder)
    print(f"{folder.name}: measured in {time.perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
