"""Each binding against `model.py`, on whatever hypothesis can think of."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from . import model
from .api import Binding
from .contract import Tool, class_name
from .exact import exact


def outcome(call: Callable[[], object]) -> object:
    """What a call comes to: its exact result, or the class of its exception."""
    try:
        return exact(call())
    except Exception as error:
        return class_name(error)


def agree(tool: Tool, came_to: object, expected: object) -> bool:
    """Is it what the model says, an integer out of range being refused by the trait?"""
    if expected == "OverflowError":
        return came_to in {"OverflowError", *tool.trait("out_of_range")}
    return came_to == expected


def near(*edges: int) -> st.SearchStrategy[int]:
    """Integers around the edges."""
    return st.sampled_from(edges).flatmap(lambda edge: st.integers(edge - 2, edge + 2))


# Huge ones too: no type of C holds them.
INTEGERS = (
    st.integers()
    | st.integers(-100, 100)
    | near(0, 2**24, 2**31, -(2**31), 2**32, 2**53, 2**63, -(2**63), 2**64, -(2**64))
    | st.integers(-(10**400), 10**400)
)
# With nan, infinities, subnormal numbers and both zeros.
DOUBLES = st.floats()
SINGLES = st.floats(width=32)
NUMBERS = DOUBLES | SINGLES | INTEGERS
COMPLEX = st.builds(complex, DOUBLES, DOUBLES)

# Short ones of anything, and long ones of a pattern.
SHORT = st.lists(DOUBLES, max_size=40)
LONG = st.builds(
    lambda pattern, length: (pattern * length)[:length],
    st.lists(DOUBLES, min_size=1, max_size=13),
    st.integers(0, 3000) | st.sampled_from([32_767, 32_768]),
)
ARRAYS = (SHORT | LONG).map(lambda values: array("d", values))


@given(int_param=INTEGERS, float_param=NUMBERS)
@example(int_param=2**24 + 1, float_param=1.0)
@example(int_param=2**31 - 1, float_param=3.4028235677973362e38)
def test_multiply(
    binding: Binding, tool: Tool, int_param: int, float_param: float
) -> None:
    expected = outcome(lambda: model.multiply(int_param, float_param))
    came_to = outcome(lambda: binding.multiply(int_param, float_param))
    assert agree(tool, came_to, expected)


@given(int_param=st.integers(-(2**31), 2**31 - 1), float_param=SINGLES)
def test_multiply_within_range(
    binding: Binding, int_param: int, float_param: float
) -> None:
    expected = exact(model.multiply(int_param, float_param))
    assert exact(binding.multiply(int_param, float_param)) == expected


@given(a=INTEGERS, b=INTEGERS)
def test_checked_multiply(binding: Binding, tool: Tool, a: int, b: int) -> None:
    expected = outcome(lambda: model.checked_multiply(a, b))
    assert agree(tool, outcome(lambda: binding.checked_multiply(a, b)), expected)


@given(a=COMPLEX | DOUBLES, b=COMPLEX | DOUBLES)
def test_multiply_complex(binding: Binding, a: complex, b: complex) -> None:
    expected = exact(model.multiply_complex(complex(a), complex(b)))
    assert exact(binding.multiply_complex(a, b)) == expected


@given(
    text=st.text(st.characters(exclude_categories=[]), max_size=20),
    times=st.integers(-3, 20) | near(0, -(2**63), -(2**64)),
)
def test_repeat(binding: Binding, tool: Tool, text: str, times: int) -> None:
    came_to = outcome(lambda: binding.repeat(text, times))
    expected = outcome(lambda: model.repeat(text, times))
    if times < 0 and expected == "UnicodeEncodeError":
        # With two things wrong, either may be told.
        assert came_to == expected or agree(tool, came_to, "OverflowError")
    else:
        assert agree(tool, came_to, expected)


@given(a=st.booleans(), b=st.booleans())
def test_logical_and(binding: Binding, a: bool, b: bool) -> None:
    assert exact(binding.logical_and(a, b)) == exact(a and b)


@given(values=ARRAYS, factor=NUMBERS)
def test_scale_in_place(
    binding: Binding, tool: Tool, values: array[float], factor: float
) -> None:
    scaled = array("d", values)
    expected = outcome(lambda: model.scale_in_place(values, factor))
    came_to = outcome(lambda: binding.scale_in_place(scaled, factor))
    assert agree(tool, came_to, expected)
    assert exact(scaled) == exact(values)


@given(st.data())
def test_dot(binding: Binding, data: st.DataObject) -> None:
    a = data.draw(ARRAYS, "a")
    b = data.draw(st.permutations(a).map(lambda values: array("d", values)), "b")
    assert exact(binding.dot(a, b)) == exact(model.dot(a, b))


@given(a=ARRAYS, b=ARRAYS)
def test_dot_of_two_lengths(binding: Binding, a: array[float], b: array[float]) -> None:
    expected = outcome(lambda: model.dot(a, b))
    assert outcome(lambda: binding.dot(a, b)) == expected


@given(values=SHORT, results=st.lists(NUMBERS, min_size=40, max_size=40))
def test_map_in_place(
    binding: Binding, tool: Tool, values: list[float], results: list[float]
) -> None:
    outcomes = []
    for map_in_place in [model.map_in_place, binding.map_in_place]:
        mapped = array("d", values)
        seen: list[float] = []

        def function(value: float, seen: list[float] = seen) -> float:
            seen.append(value)
            return results[len(seen) - 1]

        came_to = outcome(lambda: map_in_place(mapped, function))  # noqa: B023
        outcomes.append((came_to, exact(mapped), exact(seen)))
    (expected, *memory), (came_to, *same_memory) = outcomes
    assert agree(tool, came_to, expected)
    assert same_memory == memory


@given(
    start=NUMBERS,
    factor=NUMBERS,
    times=st.integers(0, 300) | near(-1, -(2**63), -(2**64)).filter(lambda n: n < 0),
)
def test_compound(
    binding: Binding, tool: Tool, start: float, factor: float, times: int
) -> None:
    expected = outcome(lambda: model.compound(start, factor, times))
    came_to = outcome(lambda: binding.compound(start, factor, times))
    assert agree(tool, came_to, expected)


@given(start=DOUBLES, times=st.integers(2**64, 10**400))
def test_compound_too_often(
    binding: Binding, tool: Tool, start: float, times: int
) -> None:
    with tool.refuses("out_of_range"):
        binding.compound(start, 1.0, times)


@given(start=NUMBERS, factors=st.lists(NUMBERS, max_size=10))
def test_product(
    binding: Binding, tool: Tool, start: float, factors: list[float]
) -> None:
    def value(kind: Any) -> float:
        with kind(start) as product:
            for factor in factors:
                product.multiply_by(factor)
            return float(product.value)

    expected = outcome(lambda: value(model.Product))
    assert agree(tool, outcome(lambda: value(binding.Product)), expected)
