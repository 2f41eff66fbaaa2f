"""asyncio: does the loop go on while Rust works, and can the work be cancelled?"""

import asyncio
import threading
from collections.abc import Coroutine

import cmult_ctypes


async def goes_on_beside(work: Coroutine[None, None, float]) -> bool:
    """Whether the heart of this program beats during the work."""
    beats = 0

    async def heart() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.001)

    beating = asyncio.create_task(heart())
    await asyncio.sleep(0)  # the first beat
    before = beats
    await work
    during = beats - before
    beating.cancel()
    return during > 0


async def blocking(start: float, factor: float, times: int) -> float:
    """Call Rust, and keep the loop waiting."""
    return cmult_ctypes.compound(start, factor, times)


async def compound(start: float, factor: float, times: int) -> float:
    """Let a thread call Rust; cancelled, end the work in it."""
    stop = threading.Event()

    def check() -> None:
        if stop.is_set():
            raise InterruptedError

    try:
        arguments = start, factor, times, check
        return await asyncio.to_thread(cmult_ctypes.compound, *arguments)
    finally:
        stop.set()


async def main() -> None:
    """Compare the two, and cancel the second."""
    print("in the loop:", await goes_on_beside(blocking(1.0, 1.0, 100_000_000)))
    print("in a thread:", await goes_on_beside(compound(1.0, 1.0, 100_000_000)))

    # A hundred years of work, and a tenth of a second of patience.
    try:
        await asyncio.wait_for(compound(1.0, 1.0, 2**62), timeout=0.1)
    except TimeoutError:
        print("time is over")


asyncio.run(main())
print("every thread has ended:", threading.active_count() == 1)
