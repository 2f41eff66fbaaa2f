"""The stop-watch, with a clock that tests can wind."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable

import pytest

from compare.cost import timing
from compare.cost.calls import Call


class Clock:
    """A clock that stands still, unless something takes time."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def takes(self, seconds: float) -> Callable[[], None]:
        def work() -> None:
            self.now += seconds

        return work


def test_every_round_times_everybody_once() -> None:
    clock = Clock()
    seen: list[str] = []

    def contender(name: str) -> Call:
        wait = clock.takes(1.0)

        def work() -> None:
            seen.append(name)
            wait()

        return Call("f()", {"f": work})

    calls = {name: contender(name) for name in "abc"}
    rounds: list[int] = []
    timing.interleave(calls, 20, 1.0, clock, advance=lambda: rounds.append(len(seen)))
    assert len(rounds) == 20
    slices = [seen[a:b] for a, b in itertools.pairwise(rounds)]
    assert all(sorted(part) == ["a", "b", "c"] for part in slices)
    # The order changes: nobody always follows the same other.
    assert len({"".join(part) for part in slices}) > 3


def test_each_process_has_an_order_of_its_own() -> None:
    def order(seed: int) -> str:
        seen: list[str] = []
        clock = Clock()

        def contender(name: str) -> Call:
            wait = clock.takes(1.0)

            def work() -> None:
                seen.append(name)
                wait()

            return Call("f()", {"f": work})

        calls = {name: contender(name) for name in "abc"}
        timing.interleave(calls, 5, 1.0, clock, seed=seed)
        return "".join(seen)

    assert order(0) == order(0)
    assert len({order(seed) for seed in range(4)}) > 1


def test_times_are_per_call_and_round_by_round() -> None:
    clock = Clock()
    calls = {
        "fast": Call("f()", {"f": clock.takes(0.001)}),
        "slow": Call("f()", {"f": clock.takes(3.0)}),
    }
    times = timing.interleave(calls, 4, 0.1, clock)
    assert times["fast"] == pytest.approx([0.001] * 4)
    assert times["slow"] == pytest.approx([3.0] * 4)


def test_one_interruption_does_not_spoil_the_number_of_calls() -> None:
    clock = Clock()
    delays = iter([5.0])

    def call() -> None:
        clock.now += next(delays, 0.001)

    timer = timing.timer(Call("f()", {"f": call}), clock)
    assert timing.calls_per_slice(timer, 1.0) == pytest.approx(1000, rel=0.01)


@pytest.mark.parametrize(
    "call",
    [
        Call("f(i)", {"f": lambda i: i * 2.0, "i": 7}),
        Call("f(i)", {"f": lambda i: 15, "i": 7}),  # an int for a float
        Call("f(i)", {"f": str, "i": 15.0}),
        Call("f(i)", {"f": int, "i": "no number"}),
        Call("f()", {"f": lambda: 15.0}, outcome=lambda: 14.0),
    ],
)
def test_a_wrong_answer_is_not_timed(call: Call) -> None:
    with pytest.raises(timing.WrongAnswerError, match="somebody"):
        timing.check("somebody", call, 15.0)


def test_a_right_answer_is() -> None:
    timing.check("somebody", Call("f(i)", {"f": float, "i": 15}), 15.0)
    values = [1.0]
    call = Call("f(2.0)", {"f": values.append}, outcome=lambda: values)
    timing.check("somebody", call, [1.0, 2.0])


@pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity"), reason="the system cannot pin a process"
)
def test_pinned_is_on_one_processor_and_comes_back() -> None:
    before = os.sched_getaffinity(0)
    with timing.pinned() as processor:
        assert os.sched_getaffinity(0) == {processor}
    assert os.sched_getaffinity(0) == before
