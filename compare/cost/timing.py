"""Timing: everybody in turns, round after round, so that all share the same noise.

A machine changes its speed while it measures: it warms up, another program wakes.
Measured one after the other, two equal contenders can differ by a factor of two.
So each gets a slice of a few milliseconds per round, in an order that changes.
"""

from __future__ import annotations

import os
import random
import timeit
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from compare.cost.calls import Call

Clock = Callable[[], float]


class WrongAnswerError(Exception):
    """Something was to be timed that does not even work."""


def check(who: str, call: Call, right_answer: object) -> None:
    """Make the call once; raise WrongAnswerError unless the answer is right."""
    try:
        answer = call.answer()
    except Exception as error:
        raise WrongAnswerError(f"{who}: {call.statement} raised {error!r}") from error
    # 15 == 15.0, but who gives an int for a float has done something else.
    if type(answer) is not type(right_answer) and not isinstance(answer, float):
        raise WrongAnswerError(f"{who}: {call.statement} gave a {type(answer)}")
    if answer != right_answer:
        raise WrongAnswerError(
            f"{who}: {call.statement} gave {answer!r:.80}, not {right_answer!r:.80}"
        )


def timer(call: Call, clock: Clock) -> timeit.Timer:
    """Return a timer whose loop has the names of the call as local variables."""
    setup = "; ".join(f"{name} = names[{name!r}]" for name in call.names) or "pass"
    return timeit.Timer(call.statement, setup, clock, {"names": call.names})


def calls_per_slice(timer: timeit.Timer, seconds: float) -> int:
    """Find how many calls take about this long; one, if one takes longer."""
    number = 1
    while True:
        # The best of three: interrupted once, a fast call would be taken for a slow
        # one, and then be timed so few at a time that the clock itself counts.
        taken = min(timer.repeat(3, number))
        if taken >= seconds / 4:
            return max(1, round(number * seconds / taken))
        number *= 4


def interleave(
    calls: Mapping[str, Call],
    rounds: int,
    seconds: float,
    clock: Clock = timeit.default_timer,
    advance: Callable[[], None] = lambda: None,
    seed: int = 0,
) -> dict[str, list[float]]:
    """Time every call once per round; return seconds per call, round by round."""
    timers = {who: timer(call, clock) for who, call in calls.items()}
    numbers = {who: calls_per_slice(t, seconds) for who, t in timers.items()}
    times: dict[str, list[float]] = {who: [] for who in timers}
    order = list(timers)
    # A disorder that can be had again. Without it each would always follow the same
    # other, and find what that one left in the caches.
    shuffle = random.Random(seed).shuffle
    for _ in range(rounds):
        shuffle(order)
        for who in order:
            # timeit switches the garbage collector off while it measures.
            times[who].append(timers[who].timeit(numbers[who]) / numbers[who])
        advance()
    return times


@contextmanager
def pinned() -> Iterator[int | None]:
    """Stay on one processor, where the system lets us; give its number or None."""
    if not hasattr(os, "sched_setaffinity"):  # macOS and Windows
        yield None
        return
    allowed = os.sched_getaffinity(0)
    # The last one: the first is where interrupts tend to go.
    processor = max(allowed)
    os.sched_setaffinity(0, {processor})
    try:
        yield processor
    finally:
        os.sched_setaffinity(0, allowed)
