"""What the work is given to, started and ended: pools, shared memory, a cluster."""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import Any

from compare.scale import ways
from compare.scale.work import Doubles

# Its warnings would tear our lines and the progress bar. Its processes read this, too.
os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "critical")

SECONDS_TO_ANSWER = 10


class ScaleError(Exception):
    """Something that the user can mend; the text is the whole message."""


@contextmanager
def ctrl_c_later() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C: it is ours to end them.

    A terminal sends it to all. What is blocked here is blocked in whatever starts
    meanwhile, and reaches us at the end.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # Python starts it with the first shared memory, and lifts the block.
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])


@contextmanager
def threads(workers: int) -> Iterator[Executor]:
    """Give a pool of threads."""
    with ThreadPoolExecutor(workers) as pool:
        yield pool


# ANCHOR: processes
@contextmanager
def processes(workers: int) -> Iterator[Executor]:
    """Give a pool of processes, all of them started.

    Spawned: each a new interpreter, on every system. A fork would copy locks
    without the threads that hold them, and we have threads.
    """
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        with ctrl_c_later():
            list(pool.map(abs, range(workers)))
        yield pool


# ANCHOR_END: processes


@contextmanager
def shared(a: Doubles, b: Doubles) -> Iterator[str]:
    """Give the name of shared memory that has the two arrays in it."""
    memory = SharedMemory(create=True, size=a.nbytes + b.nbytes)
    try:
        # A system may give more than was asked for.
        ways.both_in(memory)[:, : len(a)] = a, b
        yield memory.name
    finally:
        memory.close()
        memory.unlink()


@dataclass(frozen=True)
class Cluster:
    """A Dask cluster: who speaks to it, and its workers' addresses."""

    client: Any
    workers: list[str]


def dask() -> Any:
    """Return Dask's module, which only `just scale` installs."""
    try:
        return importlib.import_module("distributed")
    except ImportError:
        raise ScaleError("Dask is not installed: `just scale` does that") from None


@contextmanager
def cluster(
    workers: int, address: str | None = None, wheels: Sequence[Path] = ()
) -> Iterator[Cluster]:
    """Give a cluster: one by its scheduler's address, or processes of this machine."""
    with ExitStack() as stack:
        with ctrl_c_later():
            scheduler = address or stack.enter_context(local_cluster(workers))
            client = stack.enter_context(connect(scheduler))
        if wheels:
            install(client, wheels)
        addresses = sorted(client.nthreads())
        if not addresses:
            raise ScaleError(f"the scheduler at {address} has no workers")
        yield Cluster(client, addresses)


def install(client: Any, wheels: Sequence[Path]) -> None:
    """Have the scheduler, each worker, and whoever joins them, install our wheels."""
    # ANCHOR: wheels
    names = [wheel.resolve().as_uri() for wheel in wheels]
    options = ["--no-deps", "--disable-pip-version-check"]
    plugin = dask().PipInstall(names, pip_options=options)
    try:
        client.register_plugin(plugin)
    except RuntimeError as error:
        raise ScaleError(str(error)) from None
    # ANCHOR_END: wheels


# ANCHOR: cluster
def local_cluster(workers: int) -> Any:
    """Start a scheduler here, and workers, which are processes."""
    return dask().LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=":0",  # any free port, on this host, too
    )


def connect(scheduler: Any) -> Any:
    """Connect to a scheduler: its address is enough."""
    try:
        # Without the scheduler in between, our chunks cross once and not twice.
        options = {"direct_to_workers": True, "timeout": SECONDS_TO_ANSWER}
        return dask().Client(scheduler, **options)
    except (OSError, ValueError):
        raise ScaleError(f"no scheduler answers at {scheduler}") from None


# ANCHOR_END: cluster
