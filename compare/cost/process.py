"""One process of a session, which is one sample: `python -m compare.cost.process`.

It reads a task as JSON from standard input, and writes messages to standard output, a
line of JSON for each. `session` starts it and listens.
"""

from __future__ import annotations

import json
import random
import signal
import statistics
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from compare.cost import prepare, threads, timing
from compare.cost.calls import Call, all_kinds
from compare.cost.contenders import CONTENDERS
from compare.cost.ratios import BEST, ORDINARY

THREADS = "threads"

Tell = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Task:
    """What one process is to measure."""

    number: int  # of the process: the seed of every order
    kinds: list[str]  # keys of kinds of calls, and THREADS
    contenders: list[str]
    rounds: int
    slice_seconds: float
    thread_rounds: int
    thread_steps: int
    # Who releases the GIL is the same in every process: one watches.
    watch_gil: bool


def shortened(times: Mapping[str, list[float]]) -> dict[str, dict[str, float]]:
    """Return of many rounds the best, and the ordinary one."""
    return {
        who: {BEST: min(rounds), ORDINARY: statistics.median(rounds)}
        for who, rounds in times.items()
    }


def measure_calls(task: Task, kind: str, calls: Mapping[str, Call], tell: Tell) -> None:
    """Time one kind of call."""
    times = timing.interleave(
        calls,
        task.rounds,
        task.slice_seconds,
        advance=lambda: tell({"round": kind}),
        seed=task.number,
    )
    tell({"kind": kind, "times": shortened(times)})


def measure_threads(task: Task, tools: Mapping[str, Any], tell: Tell) -> None:
    """See who releases the GIL, and what two threads gain."""
    found = {}
    for who, tool in tools.items():
        if not hasattr(tool, "compound"):
            continue
        # Python's own loop takes some fifty times as long for a step.
        steps = task.thread_steps // (50 if who == "python" else 1)
        taken = threads.two_threads(tool.compound, steps, task.thread_rounds)
        found[who] = {name: min(times) for name, times in taken.items()}
        if task.watch_gil:
            tell({"gil": who, "policy": threads.policy(tool)})
    tell({"round": THREADS})
    tell({"kind": THREADS, "times": found})


def run(task: Task, tell: Tell) -> None:
    """Do the task.

    Raises:
        RefusedError: a debug build, or a wrong answer.
    """
    chosen = [one for one in CONTENDERS if one.key in task.contenders]
    # Who is loaded first has other memory than who is last.
    chosen = random.Random(task.number).sample(chosen, len(chosen))
    tools, missing = prepare.load(chosen)
    # All answers before the first time: nobody waits for what is worth nothing.
    kinds = [kind for kind in all_kinds() if kind.key in task.kinds]
    prepared = {kind.key: prepare.calls_of(kind, tools, chosen) for kind in kinds}
    with timing.pinned() as processor:
        tell({"missing": sorted(missing), "pinned": processor is not None})
        for key, calls in prepared.items():
            measure_calls(task, key, calls, tell)
    # Two threads want two processors.
    if THREADS in task.kinds:
        measure_threads(task, tools, tell)


def main() -> None:
    """Read the task, do it, and tell."""
    # Ctrl-C is for who started us, and he ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    task = Task(**json.loads(sys.stdin.readline()))

    def tell(message: Mapping[str, Any]) -> None:
        print(json.dumps(message), flush=True)

    try:
        run(task, tell)
    except prepare.RefusedError as error:
        tell({"refused": str(error)})


if __name__ == "__main__":
    main()
