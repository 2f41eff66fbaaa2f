"""Threads: Rust works, and Python goes on beside it."""

from __future__ import annotations

import sys
import threading
from array import array
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from .api import Binding


@pytest.fixture
def endless_turns() -> Iterator[None]:
    """Lets a thread keep the GIL until it gives it away itself."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000.0)
    yield
    sys.setswitchinterval(interval)


def goes_on_beside(
    work: Callable[[], object], observe: Callable[[], object] = lambda: None
) -> bool:
    """Does this thread go on while another is inside `work`?

    No clock is asked. With endless turns, this thread waits until the other gives
    the GIL away: in the middle of its work, or when the work is done.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(work)
        beside = not future.done()
        if beside:
            observe()
        future.result()
    return beside


@pytest.mark.usefixtures("endless_turns")
def test_the_proof_can_fail() -> None:
    assert not goes_on_beside(lambda: sum(range(100_000)))


# The other thread may be done before the machine wakes this one: then it was too
# little work, or a busy moment, and the next attempt tells. Where the GIL is kept,
# all attempts fail.


@pytest.mark.usefixtures("endless_turns")
def test_compound_lets_others_run(binding: Binding) -> None:
    assert any(
        goes_on_beside(partial(binding.compound, 1.0, 1.0, times))
        for times in [10**7, 10**8, 10**9]
    )


@pytest.mark.usefixtures("endless_turns")
@pytest.mark.parametrize("function", ["scale_in_place", "dot"])
def test_a_long_array_lets_others_run(binding: Binding, function: str) -> None:
    values = array("d", bytes(8 * 2**22))

    def work() -> None:
        if function == "dot":
            assert binding.dot(values, values) == 0.0
        else:
            binding.scale_in_place(values, 1.0)

    def observe() -> None:
        # The other thread is inside, and holds the memory.
        with pytest.raises(BufferError):
            values.append(1.0)

    assert any(goes_on_beside(work, observe) for _ in range(20))
    values.append(1.0)


def test_answers_of_four_threads(binding: Binding) -> None:
    starts = [1.0, 2.0, 3.0, 4.0]
    with ThreadPoolExecutor(max_workers=4) as pool:
        answers = pool.map(lambda start: binding.compound(start, 1.0, 10**6), starts)
        assert list(answers) == starts


def test_callbacks_of_two_threads(binding: Binding) -> None:
    # Both are inside a callback at once, and each gets its own exception.
    barrier = threading.Barrier(2, timeout=30)

    def work(number: int) -> tuple[BaseException, BaseException | None, list[float]]:
        error = LookupError(number)
        values = array("d", [number, number])

        def function(value: float) -> float:
            barrier.wait()
            if values[0] == number:
                return value + 10
            raise error

        caught = None
        try:
            binding.map_in_place(values, function)
        except LookupError as reached:
            caught = reached
        return error, caught, values.tolist()

    with ThreadPoolExecutor(max_workers=2) as pool:
        first, second = pool.map(work, [1, 2])
    for number, (error, caught, values) in enumerate([first, second], start=1):
        assert caught is error
        assert values == [number + 10, number]


@pytest.mark.usefixtures("short_turns")
def test_errors_of_many_threads(binding: Binding) -> None:
    # An error that is kept aside, in a global, would reach the wrong caller.
    def work(number: int) -> None:
        error = LookupError(number)

        def function(value: float) -> float:
            raise error

        for _ in range(300):
            with pytest.raises(LookupError) as caught:
                binding.map_in_place(array("d", [1.0]), function)
            assert caught.value is error
            with pytest.raises(OverflowError):
                binding.checked_multiply(2**62, 2)
            with pytest.raises(ValueError, match="same length"):
                binding.dot(array("d", [1.0]), array("d"))
            assert binding.checked_multiply(number, 7) == 7 * number
            assert binding.repeat(str(number), 3) == str(number) * 3

    with ThreadPoolExecutor(max_workers=4) as pool:
        for future in [pool.submit(work, number) for number in range(4)]:
            future.result()
