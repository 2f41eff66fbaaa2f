"""How arguments are passed, and which objects count as a number."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable
from ctypes import ArgumentError
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from .api import Binding
from .contract import Tool, class_name
from .exact import exact, f32

# Every function with arguments by keyword, and what they come to.
BY_KEYWORD: dict[str, tuple[dict[str, Any], object]] = {
    "cmult": ({"int_param": 6, "float_param": 2.3}, 13.799999237060547),
    "multiply": ({"int_param": 6, "float_param": 2.3}, 13.799999237060547),
    "checked_multiply": ({"a": 6, "b": 7}, 42),
    "multiply_complex": ({"a": 1j, "b": 1j}, -1 + 0j),
    "repeat": ({"text": "ab", "times": 2}, "abab"),
    "logical_and": ({"a": True, "b": False}, False),
    "scale_in_place": ({"values": array("d"), "factor": 2.0}, None),
    "dot": ({"a": array("d", [2.0]), "b": array("d", [3.0])}, 6.0),
    "map_in_place": ({"values": array("d"), "function": float}, None),
    "compound": ({"start": 3.0, "factor": 2.0, "times": 4}, 48.0),
}


@pytest.mark.parametrize("function", BY_KEYWORD)
def test_keywords(binding: Binding, function: str) -> None:
    arguments, result = BY_KEYWORD[function]
    backwards = dict(reversed(arguments.items()))
    first, *rest = arguments
    call = getattr(binding, function)
    assert exact(call(**arguments)) == exact(result)
    assert exact(call(**backwards)) == exact(result)
    remaining = {name: arguments[name] for name in rest}
    assert exact(call(arguments[first], **remaining)) == exact(result)
    with pytest.raises(TypeError):
        call(arguments[first], **arguments)
    with pytest.raises(TypeError):
        call(**remaining)
    with pytest.raises(TypeError):
        call(**arguments, more=1)


def test_keywords_of_product(binding: Binding) -> None:
    product = binding.Product(start=2.0)
    product.multiply_by(factor=3.0)
    assert product.value == 6.0


class Int(int):
    """A subclass of int is an int."""


class Real(float):
    """A subclass of float is a float."""


class Imaginary(complex):
    """A subclass of complex is a complex number."""


class Index:
    """An integer, as far as Python is concerned."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


@pytest.mark.parametrize("three", [3, Int(3)], ids=lambda value: type(value).__name__)
def test_integers(binding: Binding, three: int) -> None:
    # Whether objects with `__index__` are taken, too, is the trait `index`.
    assert exact(binding.multiply(three, 0.5)) == exact(1.5)
    assert exact(binding.cmult(three, 0.5)) == exact(1.5)
    assert exact(binding.checked_multiply(three, 5)) == exact(15)
    assert exact(binding.checked_multiply(5, three)) == exact(15)
    assert exact(binding.repeat("ab", three)) == exact("ababab")
    assert exact(binding.compound(1.0, 2.0, three)) == exact(8.0)
    assert exact(binding.multiply_complex(three, 1j)) == exact(3j)


def test_bool_is_an_integer(binding: Binding) -> None:
    assert exact(binding.multiply(True, 2.5)) == exact(2.5)
    assert exact(binding.multiply(3, True)) == exact(3.0)
    assert exact(binding.checked_multiply(True, False)) == exact(0)
    assert exact(binding.repeat("ab", True)) == exact("ab")
    assert exact(binding.compound(True, 2.0, True)) == exact(2.0)
    assert exact(binding.multiply_complex(True, 1j)) == exact(1j)


# numpy.float64 and numpy.complex128 are subclasses, too.
@pytest.mark.parametrize("number", [2, Int(2), 0.5, Real(0.5), np.float64(0.5)])
def test_floats(binding: Binding, number: float) -> None:
    value = float(number)
    assert exact(binding.multiply(3, number)) == exact(3 * value)
    assert exact(binding.cmult(3, number)) == exact(3 * value)
    assert exact(binding.compound(number, 3.0, 1)) == exact(3 * value)
    assert exact(binding.compound(3.0, number, 1)) == exact(3 * value)
    assert exact(binding.multiply_complex(number, 1j)) == exact(complex(0.0, value))
    values = array("d", [3.0])
    binding.scale_in_place(values, number)
    assert exact(values) == exact([3 * value])
    product = binding.Product(number)
    product.multiply_by(number)
    assert exact(product.value) == exact(value * value)


@pytest.mark.parametrize("number", [1 + 2j, Imaginary(1 + 2j), np.complex128(1 + 2j)])
def test_complex_numbers(binding: Binding, number: complex) -> None:
    assert exact(binding.multiply_complex(number, 1j)) == exact(-2 + 1j)
    assert exact(binding.multiply_complex(1j, number)) == exact(-2 + 1j)


def test_results_have_pythons_own_types(binding: Binding) -> None:
    assert type(binding.multiply(6, np.float64(2.3))) is float
    assert type(binding.checked_multiply(True, True)) is int
    assert type(binding.multiply_complex(np.complex128(1), 1)) is complex
    assert type(binding.logical_and(True, True)) is bool
    assert binding.logical_and(True, True) is True
    assert type(binding.dot(np.ones(3), np.ones(3))) is float


class Part:
    """A number that is cut by `int`, and not by `__index__`, which it lacks."""

    def __int__(self) -> int:
        return 6

    def __trunc__(self) -> int:
        return 6


@pytest.mark.parametrize("number", [Decimal("6.7"), Fraction(67, 10), Part()], ids=type)
def test_nothing_is_cut_to_an_integer(
    binding: Binding, tool: Tool, number: Any
) -> None:
    calls: list[Callable[[], object]] = [
        lambda: binding.multiply(number, 2.3),
        lambda: binding.cmult(number, 2.3),
        lambda: binding.checked_multiply(number, 1),
        lambda: binding.checked_multiply(1, number),
        lambda: binding.repeat("ab", number),
        lambda: binding.compound(1.0, 2.0, number),
    ]
    for call in calls:
        with tool.refuses("wrong_type"):
            call()


# Every integer parameter: the call, and its limits.
INTEGER_PARAMETERS: dict[str, tuple[Callable[[Binding, Any], object], int, int]] = {
    "multiply": (lambda b, n: b.multiply(n, 0.0), -(2**31), 2**31 - 1),
    "cmult": (lambda b, n: b.cmult(n, 0.0), -(2**31), 2**31 - 1),
    "checked_multiply a": (lambda b, n: b.checked_multiply(n, 0), -(2**63), 2**63 - 1),
    "checked_multiply b": (lambda b, n: b.checked_multiply(0, n), -(2**63), 2**63 - 1),
    "repeat times": (lambda b, n: b.repeat("", n), 0, 2**64 - 1),
}


@pytest.mark.parametrize("parameter", INTEGER_PARAMETERS)
def test_limits_of_integers(binding: Binding, tool: Tool, parameter: str) -> None:
    call, low, high = INTEGER_PARAMETERS[parameter]
    if parameter == "repeat times":
        high = tool.largest_times
    for inside in [low, low + 1, -1 if low else 0, 0, 1, high - 1, high]:
        call(binding, inside)
    for distance in [1, 2, 2**31, 2**32, 2**63, 2**64, 2**65, 10**400]:
        with tool.refuses("out_of_range"):
            call(binding, low - distance)
        with tool.refuses("out_of_range"):
            call(binding, high + distance)
        # Whether it is taken for an integer is a trait: never is it wrapped.
        with tool.refuses("out_of_range", "wrong_type"):
            call(binding, Index(high + distance))


def test_limits_of_times(binding: Binding, tool: Tool) -> None:
    # The upper limit itself would take five centuries.
    assert binding.compound(2.0, 3.0, 0) == 2.0
    for times in [-(2**64), -1, 2**64, 2**64 + 1, 2**65, 10**400]:
        with tool.refuses("out_of_range"):
            binding.compound(2.0, 3.0, times)


def test_limits_of_single_precision(binding: Binding) -> None:
    largest = f32(math.ldexp(2 - 2**-23, 127))
    # Half way to the next f32, which is infinity, a double rounds to infinity.
    overflows = math.ldexp(2 - 2**-24, 127)
    rounds_down = math.nextafter(overflows, 0)
    for sign in [1, -1]:
        assert exact(binding.multiply(sign, largest)) == exact(sign * largest)
        assert exact(binding.multiply(sign, rounds_down)) == exact(sign * largest)
        for call in [binding.multiply, binding.cmult]:
            with pytest.raises(OverflowError):
                call(1, sign * overflows)
            with pytest.raises(OverflowError):
                call(0, sign * int(overflows))
        assert exact(binding.multiply(1, sign * math.inf)) == exact(sign * math.inf)


def test_limits_of_double_precision(binding: Binding, tool: Tool) -> None:
    # As above, for an int that is to become a double.
    overflows = 2**1024 - 2**970
    largest = 2.0**1023 * (2 - 2**-52)
    for sign in [1, -1]:
        start = sign * (overflows - 1)
        assert exact(binding.compound(start, 1.0, 1)) == exact(sign * largest)
        assert exact(binding.Product(start).value) == exact(sign * largest)
        with tool.refuses("out_of_range"):
            binding.compound(sign * overflows, 1.0, 1)
        with tool.refuses("out_of_range"):
            binding.Product(sign * overflows)


class Broken:
    """Its conversions fail in a way of their own."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def fail(self) -> Any:
        raise self.error

    __index__ = __float__ = __complex__ = fail


@pytest.mark.parametrize("kind", [ZeroDivisionError, MemoryError, KeyboardInterrupt])
def test_a_conversion_that_fails(
    binding: Binding, tool: Tool, kind: type[BaseException]
) -> None:
    # Its own error, or the tool's refusal: never a result, never an error left over.
    error = kind("from the conversion")
    broken = Broken(error)
    values = array("d", [1.0])
    product = binding.Product(5.0)
    calls: list[Callable[[], object]] = [
        lambda: binding.multiply(broken, 2.3),
        lambda: binding.multiply(6, broken),
        lambda: binding.cmult(broken, 2.3),
        lambda: binding.cmult(6, broken),
        lambda: binding.checked_multiply(broken, 1),
        lambda: binding.checked_multiply(1, broken),
        lambda: binding.multiply_complex(broken, 1),
        lambda: binding.multiply_complex(1, broken),
        lambda: binding.repeat("ab", broken),
        lambda: binding.scale_in_place(values, broken),
        lambda: binding.compound(broken, 1.0, 1),
        lambda: binding.compound(1.0, broken, 1),
        lambda: binding.compound(1.0, 1.0, broken),
        lambda: binding.Product(broken),
        lambda: product.multiply_by(broken),
    ]
    for call in calls:
        with pytest.raises(BaseException) as caught:
            call()
        refusal = class_name(caught.value) in tool.trait("wrong_type")
        assert caught.value is error or refusal, repr(caught.value)
    values.append(2.0)
    assert values.tolist() == [1.0, 2.0]
    assert product.value == 5.0


class Liar:
    """Says that it is a number, and gives a string."""

    def lie(self) -> Any:
        return "6"

    __index__ = __float__ = __complex__ = lie


def test_a_conversion_must_give_a_number(binding: Binding, tool: Tool) -> None:
    liar: Any = Liar()
    calls: list[Callable[[], object]] = [
        lambda: binding.multiply(liar, 2.3),
        lambda: binding.multiply(6, liar),
        lambda: binding.checked_multiply(liar, 1),
        lambda: binding.multiply_complex(liar, 1),
        lambda: binding.repeat("ab", liar),
        lambda: binding.compound(liar, 1.0, 1),
        lambda: binding.compound(1.0, 1.0, liar),
        lambda: binding.Product(liar),
    ]
    for call in calls:
        with tool.refuses("wrong_type"):
            call()


def test_a_string_is_never_parsed(binding: Binding, tool: Tool) -> None:
    class Text(str):
        """float() would parse it."""

    text: Any = Text("2.3")
    for number in ["nan", b"1", text, np.str_("1"), np.bytes_(b"1"), bytearray(b"1")]:
        calls: list[Callable[[Any], object]] = [
            lambda number: binding.multiply(6, number),
            lambda number: binding.multiply(number, 2.3),
            lambda number: binding.checked_multiply(1, number),
            lambda number: binding.multiply_complex(number, 1),
            lambda number: binding.repeat("ab", number),
            lambda number: binding.scale_in_place(array("d"), number),
            lambda number: binding.compound(1.0, number, 1),
            lambda number: binding.compound(1.0, 1.0, number),
            lambda number: binding.Product(number),
            lambda number: binding.Product().multiply_by(number),
        ]
        for call in calls:
            with tool.refuses("wrong_type"):
                call(number)


def test_an_object_is_asked_for_what_the_parameter_is(
    binding: Binding, tool: Tool
) -> None:
    class Both:
        """Its two conversions disagree, as those of a fraction do."""

        def __float__(self) -> float:
            return 0.5

        def __index__(self) -> int:
            return 7

    try:
        assert binding.multiply(1, Both()) == 0.5
    except Exception as error:
        assert class_name(error) in tool.trait("wrong_type")
    try:
        assert binding.multiply(Both(), 1.0) == 7.0
    except Exception as error:
        assert class_name(error) in tool.trait("wrong_type")


def test_a_class_that_looks_like_a_number_is_none(binding: Binding, tool: Tool) -> None:
    # In Rust, C and C++, `isinstance` would not be the question.
    class Fake:
        def __init__(self, kind: type) -> None:
            self.kind = kind

        @property  # type: ignore[misc]
        def __class__(self) -> type:
            return self.kind

    fake: Any = Fake
    calls: list[Callable[[], object]] = [
        lambda: binding.multiply(fake(int), 2.3),
        lambda: binding.multiply(6, fake(float)),
        lambda: binding.multiply_complex(fake(complex), 1),
        lambda: binding.repeat(fake(str), 2),
    ]
    for call in calls:
        with pytest.raises((TypeError, AttributeError, ArgumentError)):
            call()


def test_a_factor_that_resizes_the_array(binding: Binding, tool: Tool) -> None:
    # Numbers may be converted before the memory is borrowed or afterwards.
    values = array("d", [1.0])

    class Longer:
        def __float__(self) -> float:
            values.append(2.0)
            return 3.0

    try:
        binding.scale_in_place(values, Longer())
    except Exception as error:
        allowed = {"BufferError", *tool.trait("wrong_type")}
        assert class_name(error) in allowed, repr(error)
        assert values.tolist() in ([1.0], [1.0, 2.0])
    else:
        assert values.tolist() == [3.0, 6.0]
    values.append(4.0)
