"""The same dot product on threads, on processes and on Dask.

`dot` is the function of any of the five packages. Each way is a `map` over chunks.
What differs is who works, and what must cross to get there.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from functools import cache, partial
from itertools import repeat
from multiprocessing.shared_memory import SharedMemory
from typing import Any

import numpy as np

from compare.scale.work import LEFT, RIGHT, Doubles, cut

# What each way is called, in a run and in its tables.
ONE = "one thread"
THREADS = "threads"
PICKLED = "processes, pickled"
SHARED = "processes, shared memory"
SENT = "Dask, sent"
THERE = "Dask, made there"
# `compound` has no arrays.
PROCESSES, DASK = "processes", "Dask"

Function = Callable[..., float]
# Dask's futures of chunks: those of the left array, and those of the right one.
Chunks = tuple[list[Any], list[Any]]


# ANCHOR: pool
def on_pool(
    pool: Executor, workers: int, dot: Function, a: Doubles, b: Doubles
) -> float:
    """Give the chunks to a pool: threads see them, processes get copies."""
    parts = cut(len(a), workers)
    left, right = ([array[part] for part in parts] for array in (a, b))
    return sum(pool.map(dot, left, right))


# ANCHOR_END: pool


# ANCHOR: shared
def in_shared_memory(
    pool: Executor, workers: int, dot: Function, name: str, length: int
) -> float:
    """Tell processes where the chunks lie: only names and slices cross."""
    parts = cut(length, workers)
    return sum(pool.map(dot_in_place, repeat(dot), repeat(name), parts))


def dot_in_place(dot: Function, name: str, part: slice) -> float:
    """Work on one chunk, in a worker's process."""
    a, b = both_in(attached(name))
    return dot(a[part], b[part])


@cache  # once in each process: to map it anew would cost more than the sum
def attached(name: str) -> SharedMemory:
    """Find memory that another process has made."""
    return SharedMemory(name)


# ANCHOR_END: shared


def both_in(memory: SharedMemory) -> Doubles:
    """Return the two arrays in shared memory, as two rows."""
    return np.ndarray((2, memory.size // 16), buffer=memory.buf)


# ANCHOR: dask-sent
def sent_by_dask(
    client: Any, workers: list[str], dot: Function, a: Doubles, b: Doubles
) -> float:
    """Send the chunks to a cluster's workers, then the names of functions."""
    sums = []
    for worker, part in zip(workers, cut(len(a), len(workers)), strict=True):
        sent = client.scatter([a[part], b[part]], workers=worker, hash=False)
        # What has crossed may lie at any address, and Rust wants whole doubles.
        aligned = client.map(partial(np.require, requirements="A"), sent)
        sums.append(client.submit(dot, *aligned, pure=False))
    return float(sum(client.gather(sums)))


# ANCHOR_END: dask-sent


# ANCHOR: dask-made
def made_by_dask(client: Any, workers: list[str], length: int) -> Chunks:
    """Have every worker make its own chunks."""
    left, right = [], []
    for worker, part in zip(workers, cut(length, len(workers)), strict=True):
        there = partial(client.submit, workers=worker)
        index = there(np.arange, part.start, part.stop, 1.0)
        left.append(there(np.mod, index, LEFT))
        right.append(there(np.mod, index, RIGHT))
    return left, right


def there_on_dask(client: Any, dot: Function, chunks: Chunks) -> float:
    """Work where the chunks are: a name goes there, a number comes back."""
    sums = client.map(dot, *chunks, pure=False)
    return float(sum(client.gather(sums)))


# ANCHOR_END: dask-made
