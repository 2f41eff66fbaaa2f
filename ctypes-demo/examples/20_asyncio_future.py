"""asyncio: a future that a thread of Rust's completes, and what cancelling it ends."""

import asyncio
import threading

from cmult_ctypes import aio


async def main() -> None:
    """Await some, cancel others."""
    print(await aio.compound(3.0, 2.0, 4))

    # Each is a thread of Rust's. Python has none but this one.
    works = [aio.compound(start, 1.0, 10_000_000) for start in (1.0, 2.0, 3.0)]
    print(await asyncio.gather(*works), threading.active_count())

    task = asyncio.create_task(aio.compound(1.0, 1.0, 2**62))
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled, and the thread has ended")


asyncio.run(main())


# What goes wrong when a future and its loop do not come together.
async def complete_from_another_thread() -> None:
    """Complete a future without asking its loop to do it."""
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda _: None)  # somebody waits
    await asyncio.to_thread(future.set_result, 48.0)


closed = asyncio.new_event_loop()
closed.close()

for mistake in (
    lambda: aio.compound(3.0, 2.0, 4).send(None),  # `await` without a loop
    lambda: closed.call_soon_threadsafe(print),
    lambda: asyncio.run(complete_from_another_thread(), debug=True),
):
    try:
        mistake()
    except RuntimeError as error:
        print("RuntimeError:", error)
