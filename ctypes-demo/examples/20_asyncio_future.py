"""asyncio: a future that a thread of Rust's completes, and what cancelling it ends."""

import asyncio
import threading

from cmult_ctypes import aio


async def main() -> None:
    """Await some, cancel others."""
    # ANCHOR: await
    print(await aio.compound(3.0, 2.0, 4))

    # Each is a thread of Rust's. Python has none but this one.
    works = [aio.compound(start, 1.0, 10_000_000) for start in (1.0, 2.0, 3.0)]
    print(await asyncio.gather(*works), threading.active_count())
    # ANCHOR_END: await

    # ANCHOR: cancel
    task = asyncio.create_task(aio.compound(1.0, 1.0, 2**62))
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled, and the thread has ended")
    # ANCHOR_END: cancel


asyncio.run(main())

# ANCHOR: no_loop
try:
    aio.compound(3.0, 2.0, 4).send(None)  # what `await` does, without a loop
except RuntimeError as error:
    print("RuntimeError:", error)
# ANCHOR_END: no_loop
