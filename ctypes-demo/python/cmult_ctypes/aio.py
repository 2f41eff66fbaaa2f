"""asyncio: Rust works in a thread of its own, and the event loop goes on."""

import asyncio
import itertools
import weakref
from collections.abc import Callable, Generator
from contextlib import suppress
from ctypes import CFUNCTYPE, c_double, c_void_p

from cmult_ctypes._convert import to_int
from cmult_ctypes._errors import checked
from cmult_ctypes._library import DoneFunction, prototype

__all__ = ["Compound", "compound"]

_start: Callable[..., None] = checked(CFUNCTYPE, "cmult_job_start")
# Cancels the job, waits for its thread without the GIL, and writes NULL.
_free: Callable[[c_void_p], None] = prototype(CFUNCTYPE, "cmult_job_free")

# ANCHOR: done
# A context is an address, and an address keeps nothing of Python's alive. So it
# is a number, and this says whose.
_futures: dict[int, asyncio.Future[float]] = {}
_numbers = itertools.count(1)


# One for all jobs, and never collected.
@DoneFunction  # type: ignore[untyped-decorator]
def _done(status: int, result: float, number: int) -> None:
    """Called by Rust, once for each job, in the job's thread."""
    future = _futures.pop(number)
    with suppress(RuntimeError):  # the loop is closed: nobody waits any more
        future.get_loop().call_soon_threadsafe(_finish, future, status, result)


def _finish(future: asyncio.Future[float], status: int, result: float) -> None:
    """Called by the loop, in the loop's thread."""
    if status:
        future.cancel()
    elif not future.done():  # it may be cancelled by now
        future.set_result(result)


# ANCHOR_END: done


# ANCHOR: start
def _compound(start: float, factor: float, times: int) -> asyncio.Future[float]:
    """Start the work, and return the future that Rust will complete."""
    arguments = c_double(start), c_double(factor), to_int(times, 0, 2**64)
    future: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    number, job = next(_numbers), c_void_p()
    _futures[number] = future
    try:
        _start(*arguments, _done, number, job)
    except BaseException:
        del _futures[number]
        raise
    # Once: when the future is done or cancelled, when it is forgotten with its
    # loop, or when Python ends, after which no thread may call back.
    stop = weakref.finalize(future, _free, job)
    future.add_done_callback(lambda _: stop())
    return future


# ANCHOR_END: start


async def compound(start: float, factor: float, times: int) -> float:
    """Multiply as the package's ``compound`` does, in a thread that Rust starts.

    The event loop goes on meanwhile. Cancelled, it ends the work and the thread.

    Args:
        start: a number.
        factor: a number.
        times: how many times; not negative.

    Returns:
        The last product, a 64-bit float.
    """
    return await _compound(start, factor, times)


class Compound:
    """What ``compound`` does, as an object: it starts at once, and can be awaited.

    It needs a running event loop, and belongs to it. It may be awaited more than
    once. Like a task, it goes on when nobody waits for it.

    Args:
        start: a number.
        factor: a number.
        times: how many times; not negative.
    """

    # ANCHOR: class
    def __init__(self, start: float, factor: float, times: int) -> None:
        self._future = _compound(start, factor, times)

    def __await__(self) -> Generator[object, None, float]:
        """Wait for the last product, a 64-bit float."""
        return self._future.__await__()

    def cancel(self) -> bool:
        """Cancel the work: who waits for it gets a CancelledError.

        Returns:
            Whether there was something left to cancel.
        """
        return self._future.cancel()


# ANCHOR_END: class
