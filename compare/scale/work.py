"""What is computed, and the right answers.

`dot` needs all of its bytes and little time for each. `compound` needs no bytes at
all, and as much time as one likes. All sums are of whole numbers: they are exact in
any order, so a right answer is right to the last bit, however the work was cut.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]

# The element of index i is i modulo these: a chunk that is lost, taken twice, or put
# against another changes the sum.
LEFT, RIGHT = 1000.0, 7.0


def arrays(length: int) -> tuple[Doubles, Doubles]:
    """Return the two arrays."""
    index = np.arange(length, dtype=np.float64)
    return np.mod(index, LEFT), np.mod(index, RIGHT)


def right_dot(length: int) -> float:
    """Return their dot product, by integers and none of the five roads."""
    index = np.arange(length, dtype=np.int64)
    return float(np.sum(index % int(LEFT) * (index % int(RIGHT))))


# ANCHOR: cut
def cut(length: int, parts: int) -> list[slice]:
    """Cut a length into slices that differ by one element at most."""
    ends = [length * part // parts for part in range(parts + 1)]
    return [slice(*pair) for pair in pairwise(ends)]


# ANCHOR_END: cut


def compound_arguments(times: int, parts: int) -> list[list[float] | list[int]]:
    """Return the arguments for `map(compound, ...)`: so many steps, in parts.

    Each part starts with its number of steps and multiplies that by 1: whatever the
    parts are, their sum is the number of all steps.
    """
    steps = [part.stop - part.start for part in cut(times, parts)]
    return [[float(count) for count in steps], [1.0] * parts, steps]
