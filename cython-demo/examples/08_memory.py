"""Memory: what Rust allocates, Rust must free, and only when it is told to."""

import resource
import sys
from collections.abc import Callable

import cmult_cython
import cmult_cython.raw as raw


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
print("raw:", leaks(lambda: raw.repeat(b"x", 1_000_000)))
print("finished:", leaks(lambda: cmult_cython.repeat("x", 1_000_000)))
