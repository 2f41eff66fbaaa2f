"""How arguments are passed, and which objects count as a number."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from .api import Binding
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


class Index:
    """An integer, as far as Python is concerned."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


class Float:
    """A number with a fraction, as far as Python is concerned."""

    def __init__(self, value: float) -> None:
        self.value = value

    def __float__(self) -> float:
        return self.value


class Complex:
    """A complex number, as far as Python is concerned."""

    def __complex__(self) -> complex:
        return 1 + 2j


class Int(int):
    """A subclass of int is an int."""


INTEGERS: list[Any] = [
    3,
    Int(3),
    Index(3),
    Index(True),
    np.int8(3),
    np.uint8(3),
    np.int32(3),
    np.int64(3),
    np.uint64(3),
]


@pytest.mark.filterwarnings("ignore:__index__ returned non-int:DeprecationWarning")
@pytest.mark.parametrize("three", INTEGERS, ids=lambda value: type(value).__name__)
def test_integers(binding: Binding, three: Any) -> None:
    value = three.__index__()
    assert exact(binding.multiply(three, 0.5)) == exact(0.5 * value)
    assert exact(binding.cmult(three, 0.5)) == exact(0.5 * value)
    assert exact(binding.checked_multiply(three, 5)) == exact(5 * value)
    assert exact(binding.checked_multiply(5, three)) == exact(5 * value)
    assert exact(binding.repeat("ab", three)) == exact("ab" * value)
    assert exact(binding.compound(1.0, 2.0, three)) == exact(2.0**value)


def test_bool_is_an_integer(binding: Binding) -> None:
    assert exact(binding.multiply(True, 2.5)) == exact(2.5)
    assert exact(binding.multiply(3, True)) == exact(3.0)
    assert exact(binding.checked_multiply(True, False)) == exact(0)
    assert exact(binding.repeat("ab", True)) == exact("ab")
    assert exact(binding.compound(True, 2.0, True)) == exact(2.0)
    assert exact(binding.multiply_complex(True, 1j)) == exact(1j)


FLOATS: list[Any] = [
    0.5,
    Float(0.5),
    Fraction(1, 2),
    np.float16(0.5),
    np.float32(0.5),
    np.float64(0.5),
    np.longdouble(0.5),
    Index(2),
    2,
    np.int32(2),
]


@pytest.mark.parametrize("number", FLOATS, ids=lambda value: type(value).__name__)
def test_floats(binding: Binding, number: Any) -> None:
    value = float(number)
    assert exact(binding.multiply(3, number)) == exact(3 * value)
    assert exact(binding.cmult(3, number)) == exact(3 * value)
    assert exact(binding.compound(number, 3.0, 1)) == exact(3 * value)
    assert exact(binding.compound(3.0, number, 1)) == exact(3 * value)
    assert exact(binding.multiply_complex(number, 1j).imag) == exact(value)
    values = array("d", [3.0])
    binding.scale_in_place(values, number)
    assert exact(values) == exact([3 * value])
    product = binding.Product(number)
    product.multiply_by(number)
    assert exact(product.value) == exact(value * value)


@pytest.mark.parametrize("number", [1 + 2j, Complex(), np.complex128(1 + 2j)], ids=type)
def test_complex_numbers(binding: Binding, number: Any) -> None:
    assert exact(binding.multiply_complex(number, 1j)) == exact(-2 + 1j)
    assert exact(binding.multiply_complex(1j, number)) == exact(-2 + 1j)


@pytest.mark.parametrize("truth", [np.True_, Index(1), Int(1)], ids=type)
def test_only_a_bool_is_a_bool(binding: Binding, truth: Any) -> None:
    with pytest.raises(TypeError):
        binding.logical_and(truth, True)
    with pytest.raises(TypeError):
        binding.logical_and(True, truth)


def test_results_have_pythons_own_types(binding: Binding) -> None:
    assert type(binding.multiply(np.int32(6), np.float64(2.3))) is float
    assert type(binding.checked_multiply(True, np.int64(1))) is int
    assert type(binding.multiply_complex(np.complex128(1), 1)) is complex
    assert type(binding.logical_and(True, True)) is bool
    assert binding.logical_and(True, True) is True
    assert type(binding.dot(np.ones(3), np.ones(3))) is float


# Every integer parameter: the call, its limits, and what lies past them.
INTEGER_PARAMETERS: dict[
    str, tuple[Callable[[Binding, int], object], int, int, type[Exception]]
] = {
    "multiply": (lambda b, n: b.multiply(n, 0.0), -(2**31), 2**31 - 1, OverflowError),
    "cmult": (lambda b, n: b.cmult(n, 0.0), -(2**31), 2**31 - 1, OverflowError),
    "checked_multiply a": (
        lambda b, n: b.checked_multiply(n, 0),
        -(2**63),
        2**63 - 1,
        OverflowError,
    ),
    "checked_multiply b": (
        lambda b, n: b.checked_multiply(0, n),
        -(2**63),
        2**63 - 1,
        OverflowError,
    ),
    "repeat times": (lambda b, n: b.repeat("", n), 0, 2**64 - 1, ValueError),
}


@pytest.mark.parametrize("parameter", INTEGER_PARAMETERS)
def test_limits_of_integers(binding: Binding, parameter: str) -> None:
    call, low, high, below = INTEGER_PARAMETERS[parameter]
    for inside in [low, low + 1, -1 if low else 0, 0, 1, high - 1, high]:
        call(binding, inside)
        call(binding, Index(inside))  # type: ignore[arg-type]
    for distance in [1, 2, 2**31, 2**32, 2**63, 2**64, 2**65, 10**400]:
        with pytest.raises(below):
            call(binding, low - distance)
        with pytest.raises(OverflowError):
            call(binding, high + distance)
        with pytest.raises(OverflowError):
            call(binding, Index(high + distance))  # type: ignore[arg-type]


def test_limits_of_times(binding: Binding) -> None:
    # The upper limit itself would take five centuries.
    assert binding.compound(2.0, 3.0, 0) == 2.0
    with pytest.raises(ValueError, match="times"):
        binding.compound(2.0, 3.0, -1)
    for times in [2**64, 2**64 + 1, 2**65, 10**400]:
        with pytest.raises(OverflowError):
            binding.compound(2.0, 3.0, times)


def test_limits_of_single_precision(binding: Binding) -> None:
    largest = f32(math.ldexp(2 - 2**-23, 127))
    # Half way to the next f32, which is infinity, a double rounds to infinity.
    overflows = math.ldexp(2 - 2**-24, 127)
    rounds_down = math.nextafter(overflows, 0)
    for sign in [1, -1]:
        assert exact(binding.multiply(sign, largest)) == exact(sign * largest)
        assert exact(binding.multiply(sign, rounds_down)) == exact(sign * largest)
        with pytest.raises(OverflowError):
            binding.multiply(1, sign * overflows)
        with pytest.raises(OverflowError):
            binding.multiply(1, Float(sign * overflows))
        assert exact(binding.multiply(1, sign * math.inf)) == exact(sign * math.inf)


def test_limits_of_double_precision(binding: Binding) -> None:
    # As above, for an int that is to become a double.
    overflows = 2**1024 - 2**970
    largest = 2.0**1023 * (2 - 2**-52)
    for sign in [1, -1]:
        start = sign * (overflows - 1)
        assert exact(binding.compound(start, 1.0, 1)) == exact(sign * largest)
        assert exact(binding.Product(start).value) == exact(sign * largest)
        with pytest.raises(OverflowError):
            binding.compound(sign * overflows, 1.0, 1)
        with pytest.raises(OverflowError):
            binding.Product(sign * overflows)


class Broken:
    """Its conversions fail in a way of their own."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def fail(self) -> Any:
        raise self.error

    def __index__(self) -> int:
        return int(self.fail())

    def __float__(self) -> float:
        return float(self.fail())

    def __complex__(self) -> complex:
        return complex(self.fail())


@pytest.mark.parametrize("kind", [ZeroDivisionError, MemoryError, KeyboardInterrupt])
def test_a_conversions_own_error_comes_through(
    binding: Binding, kind: type[BaseException]
) -> None:
    error = kind("from the conversion")
    broken = Broken(error)
    calls: list[Callable[[], object]] = [
        lambda: binding.multiply(broken, 2.3),
        lambda: binding.multiply(6, broken),
        lambda: binding.checked_multiply(broken, 1),
        lambda: binding.checked_multiply(1, broken),
        lambda: binding.multiply_complex(broken, 1),
        lambda: binding.multiply_complex(1, broken),
        lambda: binding.repeat("ab", broken),
        lambda: binding.scale_in_place(array("d", [1.0]), broken),
        lambda: binding.map_in_place(array("d", [1.0]), lambda value: broken),
        lambda: binding.compound(broken, 1.0, 1),
        lambda: binding.compound(1.0, broken, 1),
        lambda: binding.compound(1.0, 1.0, broken),
        lambda: binding.Product(broken),
        lambda: binding.Product().multiply_by(broken),
    ]
    for call in calls:
        with pytest.raises(kind) as caught:
            call()
        assert caught.value is error


class Liar:
    """Says that it is a number, and gives a string."""

    def __index__(self) -> Any:
        return "6"

    def __float__(self) -> Any:
        return "2.3"


def test_a_conversion_must_give_a_number(binding: Binding) -> None:
    with pytest.raises(TypeError):
        binding.multiply(Liar(), 2.3)
    with pytest.raises(TypeError):
        binding.multiply(6, Liar())
    with pytest.raises(TypeError):
        binding.compound(1.0, 1.0, Liar())
    with pytest.raises(TypeError):
        binding.Product(Liar())


def test_a_string_is_never_parsed(binding: Binding) -> None:
    class Text(str):
        """float() would parse it."""

    text: Any = Text("2.3")
    for number in ["nan", b"1", text, np.str_("1"), bytearray(b"1")]:
        with pytest.raises(TypeError):
            binding.multiply(6, number)
        with pytest.raises(TypeError):
            binding.multiply_complex(number, 1)
        with pytest.raises(TypeError):
            binding.Product(number)


def test_float_is_asked_before_index(binding: Binding) -> None:
    class Both:
        """Its two conversions disagree, as those of a fraction do."""

        def __float__(self) -> float:
            return 0.5

        def __index__(self) -> int:
            return 7

    assert binding.multiply(1, Both()) == 0.5
    assert binding.multiply(Both(), 1.0) == 7.0


def test_a_subclass_of_int_speaks_for_itself(binding: Binding) -> None:
    class Seven(int):
        def __float__(self) -> float:
            return 7.0

        def __lt__(self, other: object) -> bool:
            return True

    assert binding.multiply(1, Seven(5)) == 7.0
    with pytest.raises(OverflowError, match="times"):
        binding.repeat("a", Seven(2**70))


def test_a_complex_number_is_its_value(binding: Binding) -> None:
    class Other(complex):
        def __complex__(self) -> complex:
            return 5j

    assert binding.multiply_complex(Other(2), 1) == 2 + 0j


def test_index_is_asked_of_the_type(binding: Binding) -> None:
    number: Any = Index(1)
    number.__index__ = lambda: 2
    assert binding.multiply(number, 2.0) == 2.0


def test_a_class_that_looks_like_bool_is_none(binding: Binding) -> None:
    class Fake:
        __class__ = bool  # type: ignore[assignment]

    truth: Any = Fake()
    with pytest.raises(TypeError, match="a must be a bool"):
        binding.logical_and(truth, True)


def test_numbers_are_converted_before_memory_is_borrowed(binding: Binding) -> None:
    values = array("d", [1.0])

    class Longer:
        def __float__(self) -> float:
            values.append(2.0)
            return 3.0

    binding.scale_in_place(values, Longer())
    assert values.tolist() == [3.0, 6.0]
    wrong: Any = "a"
    with pytest.raises(TypeError, match="factor"):
        binding.scale_in_place(wrong, wrong)
    with pytest.raises(TypeError, match="function"):
        binding.map_in_place(wrong, wrong)


def test_text_is_looked_at_before_times(binding: Binding) -> None:
    with pytest.raises(UnicodeEncodeError):
        binding.repeat("\ud800", -1)


def test_words_for_what_does_not_fit(binding: Binding) -> None:
    huge = 10**400
    with pytest.raises(OverflowError, match=r"^a must fit in 64-bit floats$"):
        binding.multiply_complex(huge, 1)
    with pytest.raises(OverflowError, match=r"^float_param must fit in a 64-bit"):
        binding.multiply(1, huge)
    words = r"^function must return a number that fits in a 64-bit float$"
    with pytest.raises(OverflowError, match=words):
        binding.map_in_place(array("d", [1.0]), lambda value: huge)


def test_an_overflow_of_the_objects_own_comes_through(binding: Binding) -> None:
    error = OverflowError("mine")

    class Whole(int):
        def __float__(self) -> float:
            raise error

    class Real:
        def __float__(self) -> float:
            raise error

    numbers: list[Any] = [Whole(1), Real()]
    for number in numbers:
        by_element = {1.0: number}
        with pytest.raises(OverflowError) as caught:
            binding.compound(number, 1.0, 1)
        assert caught.value is error
        with pytest.raises(OverflowError) as caught:
            binding.multiply_complex(number, 1.0)
        assert caught.value is error
        with pytest.raises(OverflowError) as caught:
            binding.map_in_place(array("d", [1.0]), by_element.__getitem__)
        assert caught.value is error
