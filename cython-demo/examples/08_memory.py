"""Memory: what Rust allocates, Rust must free, and only when it is told to."""

import resource
import sys
from array import array
from collections.abc import Callable

import cmult_cython
import cmult_cython.raw


def used() -> int:
    """Return the most memory that this process has had so far, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1_000_000 if sys.platform == "darwin" else 1_000)


def leaks(repeat: Callable[[], str | bytes]) -> bool:
    """Make a hundred texts of a megabyte, throw them away, see if they are gone."""
    before = used()
    for _ in range(100):
        repeat()
    return used() - before > 50


print("does a text stay in memory that nobody needs any more?")
print("  raw:     ", leaks(lambda: cmult_cython.raw.repeat(b"x", 1_000_000)))
print("  finished:", leaks(lambda: cmult_cython.repeat("x", 1_000_000)))

# Python owns the array. The memoryview holds an export during the call, no longer.
values = array("d", [1.0, 2.0])


def grow(value: float) -> float:
    """Try to lengthen the array that is being mapped."""
    values.append(value)  # would move the memory that Rust is working on
    return value


try:
    cmult_cython.map_in_place(values, grow)
except BufferError as error:
    print("during the call: BufferError:", error)
values.append(3.0)
print("after the call:", values.tolist())
