"""Every way on every road: checked first, then timed in turns.

start       way: seconds until its workers are there
crosses     way: bytes of the chunks and the answers, as pickle writes them
dot         way: road: length of the arrays: seconds, round by round
compound    way: road: steps: seconds, round by round
"""

from __future__ import annotations

import importlib
import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from compare.cost import timing
from compare.cost.calls import Call
from compare.scale import engines, ways, work
from compare.scale.engines import Cluster, ScaleError
from compare.scale.ways import (
    DASK,
    ONE,
    PICKLED,
    PROCESSES,
    SENT,
    SHARED,
    THERE,
    THREADS,
)
from compare.tools import Tool

Way = Callable[[], float]
# By way and road.
Calls = dict[tuple[str, str], Call]
# What is being done, and how many rounds of it are behind us.
Advance = Callable[[str, int], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Effort:
    """How much is measured."""

    lengths: tuple[int, ...]
    steps: tuple[int, ...]
    rounds: int
    # A slice of a round takes about so long, or one call.
    seconds: float

    def all_rounds(self) -> int:
        """How many rounds there are in all, one size after the other."""
        return self.rounds * (len(self.lengths) + len(self.steps))


FULL = Effort(
    lengths=(10_000, 100_000, 1_000_000, 5_000_000, 20_000_000),
    steps=(100_000, 1_000_000, 10_000_000, 100_000_000),
    rounds=10,
    seconds=0.01,
)
QUICK = Effort((10_000, 1_000_000), (100_000, 10_000_000), rounds=2, seconds=0.002)


@dataclass(frozen=True)
class Engines:
    """Who does the work, started."""

    workers: int
    threads: Executor
    processes: Executor
    cluster: Cluster
    seconds: dict[str, float]


@contextmanager
def started(
    workers: int, address: str | None, wheels: Sequence[Path]
) -> Iterator[Engines]:
    """Start everybody, and see how long that takes."""
    engines.dask()  # to import it is no part of the start of a cluster
    seconds: dict[str, float] = {}
    with ExitStack() as stack:

        def start(way: str, engine: AbstractContextManager[T]) -> T:
            begin = time.perf_counter()
            result = stack.enter_context(engine)
            seconds[way] = time.perf_counter() - begin
            return result

        yield Engines(
            workers,
            start(THREADS, engines.threads(workers)),
            start(PROCESSES, engines.processes(workers)),
            start(DASK, engines.cluster(workers, address, wheels)),
            seconds,
        )


@dataclass(frozen=True)
class Data:
    """The two arrays, wherever a way wants them."""

    arrays: Sequence[work.Doubles]
    shared: str  # the name of memory that begins with them
    made: ways.Chunks  # their chunks on the workers of a cluster

    @property
    def length(self) -> int:
        """How long each is."""
        return len(self.arrays[0])

    def chunks(self, parts: int) -> Iterator[list[work.Doubles]]:
        """Yield the two arrays chunk by chunk."""
        for part in work.cut(self.length, parts):
            yield [array[part] for array in self.arrays]


def dot_ways(on: Engines, dot: ways.Function, data: Data) -> dict[str, Way]:
    """Return every way to one dot product, ready to be called."""
    a, b = data.arrays
    threads, processes = (on.threads, on.workers), (on.processes, on.workers)
    client, nodes = on.cluster.client, on.cluster.workers
    return {
        ONE: lambda: dot(a, b),
        THREADS: lambda: ways.on_pool(*threads, dot, a, b),
        PICKLED: lambda: ways.on_pool(*processes, dot, a, b),
        SHARED: lambda: ways.in_shared_memory(*processes, dot, data.shared, len(a)),
        SENT: lambda: ways.sent_by_dask(client, nodes, dot, a, b),
        THERE: lambda: ways.there_on_dask(client, dot, data.made),
    }


def compound_ways(on: Engines, compound: ways.Function, times: int) -> dict[str, Way]:
    """Return every way to the same steps, in as many parts as there are workers."""
    client = on.cluster.client
    parts = work.compound_arguments(times, on.workers)
    sent = work.compound_arguments(times, len(on.cluster.workers))
    return {
        ONE: lambda: sum(map(compound, *parts)),
        THREADS: lambda: sum(on.threads.map(compound, *parts)),
        PROCESSES: lambda: sum(on.processes.map(compound, *parts)),
        DASK: lambda: sum(client.gather(client.map(compound, *sent, pure=False))),
    }


def crosses(on: Engines, dot: ways.Function, data: Data) -> dict[str, int]:
    """Return the bytes that each way sends and gets back, for one dot product.

    As pickle writes them. What an engine says beside that is not counted.
    """
    parts, nodes = on.workers, len(on.cluster.workers)
    slices = work.cut(data.length, parts)
    sent: dict[str, list[tuple[object, ...]]] = {
        PICKLED: [(dot, *pair) for pair in data.chunks(parts)],
        SHARED: [(ways.dot_in_place, dot, data.shared, part) for part in slices],
        SENT: [(dot, *pair) for pair in data.chunks(nodes)],
        THERE: [(dot, a.key, b.key) for a, b in zip(*data.made, strict=True)],
    }
    answer = len(pickle.dumps(0.5))
    return {ONE: 0, THREADS: 0} | {
        way: sum(len(pickle.dumps(message)) + answer for message in messages)
        for way, messages in sent.items()
    }


def checked(found: Mapping[str, Mapping[str, Way]], right: float) -> Calls:
    """Return every way on every road as calls whose answer has been compared."""
    calls: Calls = {}
    for road, by_way in found.items():
        for way, run in by_way.items():
            try:
                answer = run()
            except Exception as error:
                # Dask names a module that it lacks in the cause, not in the message.
                cause = error.__cause__ or error
                lacks = isinstance(cause, ModuleNotFoundError)
                hint = "; --wheel brings it there" if lacks else ""
                raise ScaleError(f"{road}, {way}: {cause!r}{hint}") from error
            if answer != right:
                raise ScaleError(f"{road}, {way}: gave {answer!r}, not {right!r}")
            calls[way, road] = Call("run()", {"run": run})
    return calls


def measure(
    on: Engines, roads: Sequence[Tool], effort: Effort, advance: Advance
) -> dict[str, Any]:
    """Check everything at every size, then time it."""
    packages = {road.name: importlib.import_module(road.package) for road in roads}
    client, nodes = on.cluster.client, on.cluster.workers
    longest = work.arrays(max(effort.lengths))
    calls: dict[str, dict[int, Calls]] = {"dot": {}, "compound": {}}
    with engines.shared(*longest) as name:
        for length in sorted(effort.lengths):
            advance(f"checking dot of {length:,}", 0)
            arrays = [array[:length] for array in longest]
            data = Data(arrays, name, ways.made_by_dask(client, nodes, length))
            found = {
                road: dot_ways(on, package.dot, data)
                for road, package in packages.items()
            }
            calls["dot"][length] = checked(found, work.right_dot(length))
        for steps in sorted(effort.steps):
            advance(f"checking compound of {steps:,}", 0)
            found = {
                road: compound_ways(on, package.compound, steps)
                for road, package in packages.items()
            }
            calls["compound"][steps] = checked(found, float(steps))
        dot = next(iter(packages.values())).dot
        return {
            "start": on.seconds,
            "crosses": crosses(on, dot, data),
            **{kind: timed(kind, calls[kind], effort, advance) for kind in calls},
        }


def timed(
    kind: str, by_size: Mapping[int, Calls], effort: Effort, advance: Advance
) -> dict[str, dict[str, dict[str, list[float]]]]:
    """Return the seconds of each way, road and size, round by round."""
    result: dict[str, dict[str, dict[str, list[float]]]] = {}
    for size, calls in by_size.items():
        times = timing.interleave(
            {" ".join(key): call for key, call in calls.items()},
            effort.rounds,
            effort.seconds,
            advance=partial(advance, f"{kind} of {size:,}", 1),
        )
        for (way, road), seconds in zip(calls, times.values(), strict=True):
            by_road = result.setdefault(way, {}).setdefault(road, {})
            by_road[str(size)] = seconds
    return result
