"""What a second thread gains with a GIL and without: `... --into compare/runs/RUN`.

It asks more of a package than `threads` does: short calls, and one object that both
threads use. A free-threaded Python is another interpreter, with packages of its own:
run this once with it and once with an ordinary one of the same version. Whatever
package is missing there is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from compare import ROOT, run_files
from compare.cost import prepare
from compare.cost.contenders import CONTENDERS, FINISHED

CHOSEN = [CONTENDERS[0], *FINISHED]  # plain Python, and the five
MULTIPLY, EACH, SHARED = "`multiply`", "a product each", "one product"
KINDS = [MULTIPLY, EACH, SHARED]
# Who is asked: an interpreter without a GIL, or one with it.
FREE, LOCKED = "no GIL", "with a GIL"
ONE, TWO = "one thread", "two threads"
CALLS, ROUNDS = 200_000, 10

Work = Callable[[], object]


def multiplies(tool: Any) -> list[Work]:
    """Return the work of two threads: a short call, over and over."""

    def work() -> None:
        function = tool.multiply
        for _ in range(CALLS):
            function(6, 2.3)

    return [work, work]


def products(make: Sequence[Callable[[], Any]]) -> list[Work]:
    """Return the work of two threads: each multiplies a product that it gets."""

    def work(make: Callable[[], Any]) -> None:
        multiply_by = make().multiply_by
        for _ in range(CALLS):
            multiply_by(1.0)

    return [partial(work, one) for one in make]


def works(tool: Any) -> dict[str, list[Work]]:
    """Return what the two threads do, of each kind."""
    one = tool.Product(2.0)
    return {
        MULTIPLY: multiplies(tool),
        # Made by the thread itself: two that are made in a row lie side by side in
        # memory, and the processors would take the same line from each other.
        EACH: products([lambda: tool.Product(2.0)] * 2),
        SHARED: products([lambda: one] * 2),
    }


def seconds(works: Sequence[Work]) -> float:
    """Return how long it takes until all of them are done, each in its own thread."""
    barrier = threading.Barrier(len(works))
    starts: list[float] = []
    ends: list[float] = []

    def begin(work: Work, number: int) -> None:
        # Else the system wakes both on one processor, and moves one in its own time.
        if hasattr(os, "sched_setaffinity"):
            processors = sorted(os.sched_getaffinity(0))
            os.sched_setaffinity(0, {processors[number % len(processors)]})
        barrier.wait()
        # By its own clock: who waits for it may be woken late, on a busy machine.
        starts.append(time.perf_counter())
        work()
        ends.append(time.perf_counter())

    threads = [
        threading.Thread(target=begin, args=[work, number])
        for number, work in enumerate(works)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return max(ends) - min(starts)


def measure(number: int) -> dict[str, dict[str, dict[str, float]]]:
    """Return the best time of each kind of work, by one thread and by two."""
    order = random.Random(number)
    tools, _ = prepare.load(order.sample(CHOSEN, len(CHOSEN)))
    kinds = [
        (who, kind, pair)
        for who, tool in tools.items()
        for kind, pair in works(tool).items()
    ]
    found: dict[str, dict[str, dict[str, float]]] = {who: {} for who in tools}
    for _ in range(ROUNDS):
        for who, kind, pair in order.sample(kinds, len(kinds)):
            best = found[who].setdefault(kind, {ONE: 1e9, TWO: 1e9})
            for name, some in ((ONE, pair[:1]), (TWO, pair)):
                best[name] = min(best[name], seconds(some))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure in some processes, each one sample, and put the times into a run."""
    parser = argparse.ArgumentParser(prog="compare.cost.free_threads")
    parser.add_argument("--into", type=Path, metavar="RUN")
    parser.add_argument("--processes", type=int, default=5, metavar="N")
    parser.add_argument("--process", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.process is not None:
        print(json.dumps(measure(options.process)))
        return 0
    if options.into is None or not (options.into / run_files.MACHINE).exists():
        parser.error("--into must name the folder of a run")

    times: dict[str, dict[str, dict[str, list[float]]]] = {}
    for number in range(options.processes):
        print(f"process {number + 1} of {options.processes}", file=sys.stderr)
        command = [sys.executable, "-m", "compare.cost.free_threads"]
        command += ["--process", str(number)]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        for who, kinds in json.loads(done.stdout).items():
            for kind, best in kinds.items():
                for name, taken in best.items():
                    kept = times.setdefault(who, {}).setdefault(kind, {})
                    kept.setdefault(name, []).append(taken)

    free = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    results = run_files.load(options.into, run_files.FREE_THREADS)
    results[FREE if free else LOCKED] = {
        "python": sys.version.split()[0],
        "seconds": {one.key: times[one.key] for one in CHOSEN if one.key in times},
    }
    run_files.save(options.into, run_files.FREE_THREADS, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
