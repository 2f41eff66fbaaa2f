"""From times to ratios, and how sure they are."""

from __future__ import annotations

from compare.cost import ratios
from compare.cost.ratios import Ratio


def measured(loop: float = 0.0, **times: list[float]) -> ratios.Measured:
    """One kind of call: the best rounds of some processes, and twice that."""
    count = len(next(iter(times.values())))
    everybody = {"empty-loop": [loop] * count, **times}
    return {
        who: {"best": best, "ordinary": [2 * time for time in best]}
        for who, best in everybody.items()
    }


def test_the_loop_is_taken_off_both() -> None:
    # 65 to 15 would be 4.3; without the loop it is 60 to 10.
    calls = measured(loop=5.0, slow=[65.0], floor=[15.0])
    assert ratios.net(calls, "slow") == [60.0]
    assert ratios.seconds(calls, "slow", "ordinary") == 120.0
    assert ratios.ratio(calls, "slow", "floor") == Ratio(6.0)


def test_a_ratio_is_of_two_times_in_the_same_process() -> None:
    # The second process has the slower memory, for both.
    calls = measured(slow=[20.0, 40.0, 22.0], floor=[10.0, 20.0, 10.0])
    found = ratios.ratio(calls, "slow", "floor")
    assert found == Ratio(2.0, 2.0, 2.2)


def test_equal_samples_leave_no_doubt() -> None:
    assert ratios.summary([1.5] * 5) == Ratio(1.5, 1.5, 1.5)


def test_one_sample_has_no_interval() -> None:
    assert ratios.summary([1.5]) == Ratio(1.5)
    assert ratios.summary([]) is None


def test_one_sample_that_is_far_off_widens_the_interval_and_moves_nothing() -> None:
    found = ratios.summary([1.0, 1.1, 1.2, 1.3, 9.0])
    assert found is not None
    assert (found.value, found.low, found.high) == (1.2, 1.0, 9.0)
    many = ratios.summary([*[1.0, 1.1, 1.2, 1.3] * 5, 9.0])
    assert many is not None
    assert many.high is not None
    assert many.high <= 1.3


def test_the_interval_holds_the_true_median_as_often_as_it_says() -> None:
    import random

    chance = random.Random(1)
    held = 0
    for _ in range(200):
        found = ratios.summary([chance.gauss(2.0, 0.1) for _ in range(10)])
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 2.0 <= found.high
    assert 170 <= held <= 200


def test_the_same_samples_give_the_same_interval() -> None:
    samples = [1.0, 1.4, 1.2, 1.3, 1.25]
    found = ratios.summary(samples)
    ratios.draws.cache_clear()
    assert ratios.summary(samples) == found
