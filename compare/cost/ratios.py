"""From times to ratios, and how sure they are.

A process lays out its memory and its hash tables in one of many ways, and keeps them:
measured twice in one process, a ratio is the same, and in the next process it may be
another. So one process is one sample. Of each the best round counts, because noise
only ever adds time; the empty loop is taken off; and what is told is the median of the
processes. The interval is a bootstrap's: of the processes as many are drawn as there
are, some twice and some not at all, a thousand times, and 95 of a hundred of the
medians lie within it.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from compare.cost.prepare import EMPTY_LOOP

BEST, ORDINARY = "best", "ordinary"
DRAWS = 1000

# One kind of call: contender -> BEST or ORDINARY -> seconds, one for each process.
Measured = Mapping[str, Mapping[str, Sequence[float]]]


@dataclass(frozen=True)
class Ratio:
    """The median of some processes, and the interval where there are several."""

    value: float
    low: float | None = None
    high: float | None = None


def net(measured: Measured, who: str, which: str = BEST) -> list[float]:
    """Return the seconds of a call in each process, without the loop around it."""
    gross, loop = measured[who][which], measured[EMPTY_LOOP][which]
    return [max(0.0, time - empty) for time, empty in zip(gross, loop, strict=True)]


def seconds(measured: Measured, who: str, which: str = BEST) -> float:
    """Return the seconds of a call: the median of the processes."""
    return statistics.median(net(measured, who, which))


def ratio(measured: Measured, who: str, other: str) -> Ratio | None:
    """Return how many times as long as the other's a call takes, in each process."""
    pairs = zip(net(measured, who), net(measured, other), strict=True)
    return summary([mine / its for mine, its in pairs if its])


def summary(samples: Sequence[float]) -> Ratio | None:
    """Return the median of one number from each process, and its interval."""
    if not samples:
        return None
    value = statistics.median(samples)
    if len(samples) == 1:
        return Ratio(value)
    medians = sorted(
        statistics.median([samples[index] for index in drawn])
        for drawn in draws(len(samples))
    )
    edge = round(DRAWS * 0.025)
    return Ratio(value, medians[edge], medians[-1 - edge])


@cache
def draws(count: int) -> list[list[int]]:
    """Return which samples are drawn: the same on every machine, and every day."""
    chance = random.Random(0)
    return [chance.choices(range(count), k=count) for _ in range(DRAWS)]
