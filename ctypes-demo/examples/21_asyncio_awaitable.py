"""asyncio: an object that works from the start, and is awaited when it is wanted."""

import asyncio

from cmult_ctypes.aio import Compound


async def main() -> None:
    """Start, do something else, await; and cancel."""
    work = Compound(3.0, 1.0, 10_000_000)
    print("started; there is time for something else")
    print(await work, await work)  # the same one, as often as you like

    endless = Compound(1.0, 1.0, 2**62)
    print("cancelled:", endless.cancel(), endless.cancel())
    try:
        await endless
    except asyncio.CancelledError:
        print("CancelledError")


asyncio.run(main())
