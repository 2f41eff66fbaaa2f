"""A session: the same measurement in several new processes, and what came of it."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from compare import ROOT, machine, run_files
from compare.cost.calls import all_kinds
from compare.cost.contenders import BY_KEY
from compare.cost.prepare import EMPTY_LOOP, RefusedError
from compare.cost.process import THREADS, Task
from compare.cost.ratios import BEST

# What is not part of the set-up, and may differ when a run is taken up again.
CIRCUMSTANCES = {
    "date", "note", "minutes", "load", "stolen milliseconds", "pinned to one processor",
}  # fmt: skip


@dataclass(frozen=True)
class Effort:
    """How much to measure."""

    processes: int
    rounds: int
    slice_seconds: float
    thread_rounds: int
    thread_steps: int


FULL = Effort(
    processes=10,
    rounds=50,
    slice_seconds=0.004,
    thread_rounds=3,
    thread_steps=30_000_000,
)
QUICK = Effort(
    processes=3,
    rounds=5,
    slice_seconds=0.0005,
    thread_rounds=1,
    thread_steps=3_000_000,
)


def messages(task: Task) -> Iterator[dict[str, Any]]:
    """Run one process; yield what it tells.

    Raises:
        RefusedError: the process refuses to measure, or cannot.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "compare.cost.process"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": str(task.number)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(asdict(task)) + "\n")
            process.stdin.close()
            for line in process.stdout:
                message = json.loads(line)
                if "refused" in message:
                    raise RefusedError(message["refused"])
                yield message
        except BaseException:  # Ctrl-C, too: nobody is left behind
            process.kill()
            raise
    if process.returncode:
        raise RefusedError(f"process {task.number} ended with {process.returncode}")


def in_order(results: dict[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """Return results in a fixed order, in which diffs are short."""
    return {key: results[key] for key in order if key in results}


class Session:
    """The measurement of one run, which can be stopped and taken up again."""

    def __init__(
        self,
        folder: Path,
        kinds: Sequence[str],
        effort: Effort,
        contenders: Sequence[str] = tuple(BY_KEY),
    ) -> None:
        self.folder = folder
        self.effort = effort
        self.contenders = list(contenders)
        self.calls: dict[str, Any] = run_files.load(folder, run_files.CALLS)
        self.threads: dict[str, Any] = run_files.load(folder, run_files.THREADS)
        self.missing: list[str] = []
        self.tasks = list(self.tasks_for(kinds))

    def samples(self, kind: str) -> int:
        """Return how many processes have measured a kind."""
        if kind == THREADS:
            return max(
                (len(r["seconds"]["in a row"]) for r in self.threads.values()),
                default=0,
            )
        return len(self.calls[kind][EMPTY_LOOP][BEST]) if kind in self.calls else 0

    def tasks_for(self, kinds: Sequence[str]) -> Iterator[Task]:
        """Yield a task for each process that has something left to measure."""
        done = {kind: self.samples(kind) for kind in kinds}
        for number in range(self.effort.processes):
            if left := [kind for kind in kinds if done[kind] <= number]:
                yield Task(
                    number,
                    left,
                    self.contenders,
                    self.effort.rounds,
                    self.effort.slice_seconds,
                    self.effort.thread_rounds,
                    self.effort.thread_steps,
                    watch_gil=number == 0,
                )

    def rounds(self) -> int:
        """Return how many rounds there are to come, in all processes."""
        return sum(
            1 if kind == THREADS else task.rounds
            for task in self.tasks
            for kind in task.kinds
        )

    def run(self, note: str, advance: Callable[[Task, str], object]) -> None:
        """Measure everything that is left; `advance` is called after each round.

        Raises:
            RefusedError: something must not be timed, or the set-up is another.
        """
        start = time.monotonic()
        for task in self.tasks:
            for message in messages(task):
                if "pinned" in message:
                    self.missing = message["missing"]
                    self.note_set_up(note, message["pinned"])
                elif "round" in message:
                    advance(task, message["round"])
                elif "gil" in message:
                    self.threads.setdefault(message["gil"], {})["gil"] = message[
                        "policy"
                    ]
                else:
                    self.keep(message["kind"], message["times"])
        self.note_end(time.monotonic() - start)

    def keep(self, kind: str, times: dict[str, dict[str, float]]) -> None:
        """Keep what one process measured beside what others did."""
        if kind == THREADS:
            results = {
                who: self.threads.setdefault(who, {}).setdefault("seconds", {})
                for who in times
            }
        else:
            results = self.calls.setdefault(kind, {})
        for who, seconds in times.items():
            for name, value in seconds.items():
                results.setdefault(who, {}).setdefault(name, []).append(value)
        everybody = [EMPTY_LOOP, *BY_KEY]
        if kind == THREADS:
            threads = in_order(self.threads, everybody)
            run_files.save(self.folder, run_files.THREADS, threads)
        else:
            self.calls[kind] = in_order(results, everybody)
            calls = in_order(self.calls, [kind.key for kind in all_kinds()])
            run_files.save(self.folder, run_files.CALLS, calls)

    def note_set_up(self, note: str, pinned: bool) -> None:
        """Keep the set-up of a run; refuse to mix two."""
        new = set_up(self.effort, note, pinned)
        old = run_files.load(self.folder, run_files.MACHINE)
        if old and not same_set_up(old, new):
            raise RefusedError(
                f"{self.folder.name} was measured with another set-up: choose --out"
            )
        # `compare.cost.builds` may have been first: it knows of no processes.
        if "processes" not in old:
            run_files.save(self.folder, run_files.MACHINE, new)

    def note_end(self, seconds: float) -> None:
        """Keep how busy the machine was meanwhile."""
        notes = run_files.load(self.folder, run_files.MACHINE)
        if notes:
            notes["load"]["after"] = machine.load()
            notes["stolen milliseconds"]["after"] = machine.stolen()
            notes["minutes"] += seconds / 60
            run_files.save(self.folder, run_files.MACHINE, notes)


def set_up(effort: Effort, note: str, pinned: bool) -> dict[str, Any]:
    """Return the set-up of a run, and how busy the machine is now."""
    return {
        "date": datetime.date.today().isoformat(),
        "note": note,
        "minutes": 0.0,
        "load": {"before": machine.load()},
        "stolen milliseconds": {"before": machine.stolen()},
        "processes": effort.processes,
        "rounds in each": effort.rounds,
        "slice in seconds": effort.slice_seconds,
        "pinned to one processor": pinned,
        **machine.describe(),
    }


def same_set_up(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether results of two sittings may stand in one table."""
    both = old.keys() & new.keys() - CIRCUMSTANCES
    return all(old[key] == run_files.significant(new[key]) for key in both)
