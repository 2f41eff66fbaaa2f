"""asyncio: Rust works in a thread of its own, and the event loop goes on."""

import asyncio

from cmult_pyo3._native import Compound, compound_future

__all__ = ["Compound", "compound"]


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
    future: asyncio.Future[float] = compound_future(start, factor, times)
    return await future
