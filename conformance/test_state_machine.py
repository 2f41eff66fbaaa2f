"""Any calls in any order: what they come to is what the model comes to.

Hypothesis makes up sequences of calls on products and arrays that live through all of
them, from callbacks, from `__float__` and from `__del__`, too.
"""

from __future__ import annotations

import copy
import gc
import pickle
from array import array
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from . import model
from .api import Binding
from .exact import exact
from .test_model import DOUBLES, outcome

NUMBERS = DOUBLES | st.integers(-9, 9)


class Side(NamedTuple):
    """A binding or the model, with the products and arrays that it works on."""

    package: Any
    products: list[Any]
    arrays: list[array[float]]


class OnFloat:
    """A number that does something when it is asked for its value."""

    def __init__(self, number: float, action: Callable[[], object]) -> None:
        self.number = number
        self.action = action

    def __float__(self) -> float:
        self.action()
        return self.number


class OnDel:
    """An object in a cycle, which looks at a product when it is collected."""

    def __init__(self, product: Any, seen: list[object]) -> None:
        self.product = product
        self.seen = seen
        self.me = self

    def __del__(self) -> None:
        product = self.product
        self.seen += [outcome(lambda: product.value), outcome(product.close)]


class Calls(RuleBasedStateMachine):
    """The same calls on both sides."""

    products = Bundle("products")  # their places in `Side.products`
    arrays = Bundle("arrays")

    def __init__(self, binding: Binding) -> None:
        super().__init__()
        self.sides = Side(binding, [], []), Side(model, [], [])

    def both(self, call: Callable[[Side], object]) -> None:
        """Do it on both sides, and compare what comes of it."""
        came_to, expected = [outcome(lambda s=side: call(s)) for side in self.sides]  # type: ignore[misc]
        assert came_to == expected

    # Products.

    @initialize(target=products, start=NUMBERS)
    def first_product(self, start: float) -> int:
        return self.add_product(start)

    @rule(target=products, start=NUMBERS)
    def new_product(self, start: float) -> int:
        return self.add_product(start)

    def add_product(self, start: float) -> int:
        for side in self.sides:
            side.products.append(side.package.Product(start))
        return len(self.sides[0].products) - 1

    @rule(it=products, factor=NUMBERS)
    def multiply_by(self, it: int, factor: float) -> None:
        self.both(lambda side: side.products[it].multiply_by(factor))

    @rule(it=products, other=products, factor=DOUBLES)
    def multiply_while_another_closes(self, it: int, other: int, factor: float) -> None:
        # Not itself: what comes of that is in test_product.py, with its trait.
        if it != other:
            self.both(
                lambda side: side.products[it].multiply_by(
                    OnFloat(factor, side.products[other].close)
                )
            )

    @rule(it=products)
    def close(self, it: int) -> None:
        self.both(lambda side: side.products[it].close())

    @rule(it=products, factor=NUMBERS)
    def use_in_with(self, it: int, factor: float) -> None:
        def call(side: Side) -> object:
            with side.products[it] as product:
                product.multiply_by(factor)
                return product.value

        self.both(call)

    @rule(it=products, through_pickle=st.booleans())
    def replace_by_copy(self, it: int, through_pickle: bool) -> None:
        def call(side: Side) -> object:
            old = side.products[it]
            new = pickle.loads(pickle.dumps(old)) if through_pickle else copy.copy(old)
            assert new is not old
            side.products[it] = new
            return new.value

        self.both(call)

    @rule(it=products)
    def collect(self, it: int) -> None:
        seen: list[object] = []
        for side in self.sides:
            OnDel(side.products[it], seen)
            side.products[it] = side.package.Product()
            gc.collect()
        value, closed, expected, closed_too = seen
        # The collector may have ended the product before its owner: closed, then.
        assert value in (expected, "ValueError")
        assert closed == closed_too

    # Arrays.

    @initialize(target=arrays, values=st.lists(DOUBLES, max_size=5))
    def first_array(self, values: list[float]) -> int:
        return self.add_array(values)

    @rule(target=arrays, values=st.lists(DOUBLES, max_size=70))
    def new_array(self, values: list[float]) -> int:
        return self.add_array(values)

    def add_array(self, values: list[float]) -> int:
        for side in self.sides:
            side.arrays.append(array("d", values))
        return len(self.sides[0].arrays) - 1

    @rule(it=arrays, factor=NUMBERS)
    def scale(self, it: int, factor: float) -> None:
        self.both(lambda side: side.package.scale_in_place(side.arrays[it], factor))

    @rule(a=arrays, b=arrays)
    def dot(self, a: int, b: int) -> None:
        self.both(lambda side: side.package.dot(side.arrays[a], side.arrays[b]))

    @rule(it=arrays, product=products)
    def map_by_a_product(self, it: int, product: int) -> None:
        def call(side: Side) -> object:
            def function(value: float) -> float:
                side.products[product].multiply_by(value)
                return float(side.products[product].value)

            return side.package.map_in_place(side.arrays[it], function)

        self.both(call)

    @rule(it=arrays, limit=DOUBLES)
    def map_until_it_raises(self, it: int, limit: float) -> None:
        def function(value: float) -> float:
            if value > limit:
                raise LookupError
            return -value

        self.both(lambda side: side.package.map_in_place(side.arrays[it], function))

    @rule(it=arrays, other=arrays)
    def map_with_calls_inside(self, it: int, other: int) -> None:
        if it == other:
            return

        def call(side: Side) -> object:
            def function(value: float) -> float:
                side.package.scale_in_place(side.arrays[other], -1.0)
                return float(side.package.compound(value, 2.0, 3))

            return side.package.map_in_place(side.arrays[it], function)

        self.both(call)

    @rule(it=consumes(arrays), value=DOUBLES)
    def no_array_is_held(self, it: int, value: float) -> None:
        for side in self.sides:
            side.arrays[it].append(value)  # refused while somebody has its memory

    @invariant()
    def they_are_alike(self) -> None:
        ours, models = self.sides
        for one, other in zip(ours.arrays, models.arrays, strict=True):
            assert [exact(x) for x in one] == [exact(x) for x in other]
        for one, other in zip(ours.products, models.products, strict=True):
            assert one.closed == other.closed
            assert outcome(lambda p=one: p.value) == outcome(lambda p=other: p.value)  # type: ignore[misc]


def test_any_calls_in_any_order(binding: Binding) -> None:
    gc.freeze()  # the collector need not look at the whole of pytest each time
    try:
        run_state_machine_as_test(
            lambda: Calls(binding),  # type: ignore[arg-type]
            settings=settings(max_examples=20, stateful_step_count=40),
        )
    finally:
        gc.unfreeze()
