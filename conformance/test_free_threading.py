"""Threads without a GIL: who declares that it needs none, and eight of them at once.

Where Python has a GIL, the threads take turns, as short ones as there are.
"""

from __future__ import annotations

import random
import sysconfig
import threading
from array import array
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, cast

import pytest

from . import child_process, model
from .api import Binding, Product
from .contract import Tool, class_name
from .exact import exact

THREADS = 8
FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


# ANCHOR: import
@pytest.mark.skipif(not FREE_THREADED, reason="this Python always has its GIL")
@pytest.mark.parametrize("part", ["", ".raw"])
def test_no_import_turns_the_gil_on(
    binding: Binding, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With it set, Python would not turn the GIL on, whatever a module says.
    monkeypatch.delenv("PYTHON_GIL", raising=False)
    child_process.run(
        """
        import importlib, sys, warnings

        warnings.simplefilter("error")
        assert not sys._is_gil_enabled()
        importlib.import_module(sys.argv[1])
        assert not sys._is_gil_enabled()
        """,
        binding.__name__ + part,
    )


# ANCHOR_END: import


def at_once(works: list[Callable[[], object]]) -> list[Any]:
    """What each of them returned, all having begun together."""
    barrier = threading.Barrier(len(works), timeout=30)

    def begun(work: Callable[[], object]) -> object:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(max_workers=len(works)) as pool:
        return [future.result() for future in [pool.submit(begun, w) for w in works]]


def steps(binding: Binding, seed: int, refused: set[str]) -> list[object]:
    """What a long row of calls came to: one by one, the same for each seed."""
    chosen = random.Random(seed)
    product = binding.Product(chosen.uniform(1.0, 2.0))
    values = array("d", [chosen.uniform(-1.0, 1.0) for _ in range(40)])
    # From some length on, a binding lets other threads run meanwhile.
    long = array("d", [float(seed)]) * 40_000
    error = LookupError(seed)

    def raises(value: float) -> float:
        if value > 0.0:
            raise error
        return value + 1.0

    def calls_back(value: float) -> float:
        inner = array("d", [value, 1.0])
        binding.map_in_place(inner, lambda one: binding.compound(one, 2.0, 3))
        return binding.dot(inner, inner) % 1.0

    def whole_life() -> float:
        with binding.Product(2.5) as short:
            short.multiply_by(seed)
            return short.value

    number = chosen.randrange(-(2**40), 2**40)
    calls: list[Callable[[], object]] = [
        lambda: binding.multiply(seed, chosen.uniform(-9.0, 9.0)),
        lambda: binding.checked_multiply(number, number),
        lambda: binding.multiply_complex(complex(seed, 1), complex(number, 2)),
        lambda: binding.repeat(f"é{seed}", chosen.randrange(9)),
        lambda: binding.logical_and(True, chosen.random() < 0.5),
        lambda: binding.scale_in_place(values, chosen.uniform(-2.0, 2.0)),
        lambda: binding.dot(values, values),
        lambda: binding.dot(values, array("d")),
        lambda: binding.dot(long, long) if chosen.random() < 0.1 else None,
        lambda: binding.map_in_place(values, calls_back),
        # Often: what is kept aside for the wrong moment is seen for a moment only.
        *[lambda: binding.map_in_place(values, raises)] * 5,
        lambda: binding.compound(1.0, chosen.random(), 20),
        lambda: product.multiply_by(chosen.choice([0.5, 1.5, 2.0])),
        lambda: product.value,
        whole_life,
    ]
    came_to: list[object] = []
    for _ in range(STEPS):
        try:
            came_to.append(exact(chosen.choice(calls)()))
        except LookupError as reached:
            came_to.append(reached is error)
        except Exception as raised:
            name = class_name(raised)
            came_to.append("refused" if name in refused else name)
    return [*came_to, exact(values.tolist()), exact(product.value)]


STEPS = 600


@pytest.mark.usefixtures("short_turns")
def test_objects_of_their_own(binding: Binding, tool: Tool) -> None:
    refused = {"OverflowError", *tool.trait("out_of_range")}
    expected = [steps(cast(Binding, model), seed, refused) for seed in range(THREADS)]
    came_to = at_once(
        [partial(steps, binding, seed, refused) for seed in range(THREADS)]
    )
    assert came_to == expected


@pytest.mark.usefixtures("short_turns")
def test_one_product(binding: Binding) -> None:
    product = binding.Product()
    times = 120  # so that the product is a finite power of two

    def work() -> bool:
        # Whatever moment the others have reached, it is whole, and never goes back.
        seen = []
        for _ in range(times):
            product.multiply_by(2.0)
            seen.append(product.value)
        return seen == sorted(set(seen)) and all(map(POWERS_OF_TWO.__contains__, seen))

    for _ in range(20):
        product = binding.Product()
        assert all(at_once([work] * THREADS))
        assert product.value == 2.0 ** (THREADS * times)


POWERS_OF_TWO = {2.0**power for power in range(1024)}


@pytest.mark.usefixtures("short_turns")
def test_closed_while_seven_use_it(binding: Binding) -> None:
    def use(product: Product, closed: threading.Event) -> bool:
        try:
            while True:
                over = closed.is_set()
                product.multiply_by(1.0)
                assert product.value == 2.5
                if over:
                    return False
        except ValueError:
            return product.closed

    def close(product: Product, closed: threading.Event) -> bool:
        for _ in range(10):  # so that the others are on their way
            assert product.value == 2.5
        product.close()
        closed.set()
        return product.closed

    for _ in range(20):
        both = binding.Product(2.5), threading.Event()
        users = [partial(use, *both)] * (THREADS - 1)
        assert all(at_once([partial(close, *both), *users]))


@pytest.mark.usefixtures("short_turns")
def test_made_by_one_and_dropped_by_another(binding: Binding) -> None:
    # Each takes what another left, and drops it.
    shelf = [binding.Product(1.0) for _ in range(THREADS)]

    def work(number: int) -> bool:
        right = True
        for step in range(300):
            product = binding.Product(2.0**number)
            place = (number + step) % THREADS
            taken, shelf[place] = shelf[place], product
            del product
            right = right and taken.value in POWERS_OF_TWO
        return right

    assert all(at_once([partial(work, number) for number in range(THREADS)]))


@pytest.mark.usefixtures("short_turns")
@pytest.mark.parametrize("length", [100, 40_000], ids=["short", "long"])
def test_one_array_that_nobody_changes(binding: Binding, length: int) -> None:
    values = array("d", [1.0, 0.5]) * (length // 2)
    right = model.dot(values, values)

    def work() -> bool:
        return all(binding.dot(values, values) == right for _ in range(100))

    assert all(at_once([work] * THREADS))


@pytest.mark.usefixtures("short_turns")
def test_one_array_to_each_its_part(binding: Binding) -> None:
    size, rounds = 64, 40
    values = array("d", [1.0]) * (size * THREADS)
    whole = memoryview(values)
    parts = [whole[size * n : size * (n + 1)] for n in range(THREADS)]

    def work(number: int) -> None:
        for _ in range(rounds):
            binding.scale_in_place(parts[number], 2.0)
            binding.map_in_place(parts[number], lambda value: value + number)
            binding.map_in_place(parts[number], lambda value: value - number)

    at_once([partial(work, number) for number in range(THREADS)])
    assert values.tolist() == [2.0**rounds] * (size * THREADS)
