"""Measure long work that hears Ctrl-C: `python -m compare.cost.interrupts`.

    --out DIR      the run's folder (default: compare/runs/<date>-<machine>)
    --rounds N     measure each thing so many times (default 20)

For each finished binding: how long after a signal its handler runs, and what it costs
to look after signals, as a ratio to the same work of the first attempt, which does not.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from compare import run_files
from compare.cost import prepare
from compare.cost.contenders import CONTENDERS, FINISHED
from compare.report.__main__ import keep

STEPS = 2**26  # four pieces of work, and a twentieth of a second
ENDLESS = 2**62

Compound = Callable[..., float]


class Heard(Exception):
    """What the handler raises."""


def reaction(compound: Compound, after: float) -> float:
    """Send a signal `after` a while; return the seconds until it is heard."""
    sent = time.perf_counter() + after
    try:
        signal.setitimer(signal.ITIMER_REAL, after)
        compound(1.0, 1.0, ENDLESS)
    except Heard:
        return time.perf_counter() - sent
    raise AssertionError("endless work has ended")


def seconds(work: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def busy_thread() -> Iterator[None]:
    """Let a thread run Python code, which gives the GIL away only when it must."""
    stop = threading.Event()

    def run() -> None:
        while not stop.is_set():
            pass

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def measure(raw: Compound, finished: Compound, rounds: int) -> dict[str, list[float]]:
    """Return for each thing what every round came to."""
    # Signals at all moments of a piece, not always at the same one.
    found = {"heard": [reaction(finished, 0.02 + 0.001 * i) for i in range(rounds)]}

    def beside() -> float:
        with busy_thread():
            return seconds(lambda: finished(1.0, 1.0, STEPS))

    works: dict[str, Callable[[], float]] = {
        "raw": lambda: seconds(lambda: raw(1.0, 1.0, STEPS)),
        "finished": lambda: seconds(lambda: finished(1.0, 1.0, STEPS)),
        "check": lambda: seconds(lambda: finished(1.0, 1.0, STEPS, int)),
        "beside": beside,
    }
    for _ in range(rounds):
        for name, work in works.items():
            found.setdefault(name, []).append(work())
    return found


def heard(number: int, frame: object) -> None:
    """Handle the signal."""
    raise Heard


def measure_all(tools: dict[str, Any], rounds: int) -> dict[str, Any]:
    """Measure every binding that is installed."""
    before = signal.signal(signal.SIGALRM, heard)
    try:
        return {
            one.key: measure(
                tools[one.key.replace("finished", "raw")].compound,
                tools[one.key].compound,
                rounds,
            )
            for one in FINISHED
            if one.key in tools
        }
    finally:
        signal.signal(signal.SIGALRM, before)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, save it with the run, and write its tables again."""
    parser = argparse.ArgumentParser(
        prog="compare.cost.interrupts", description="Measure how Ctrl-C is heard."
    )
    parser.add_argument("--out", type=Path, default=run_files.new_folder())
    parser.add_argument("--rounds", type=int, default=20, metavar="N")
    options = parser.parse_args(arguments)
    tools, _ = prepare.load(CONTENDERS)
    try:
        results = measure_all(tools, options.rounds)
    except KeyboardInterrupt:
        print("stopped; nothing is kept", file=sys.stderr)
        return 130
    keep(options.out, run_files.INTERRUPTS, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
