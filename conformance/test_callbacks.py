"""A Python function, called from Rust."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
import traceback
from array import array
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from . import child_process
from .api import Binding
from .contract import Tool


class Custom(Exception):
    """An exception that only this module knows."""


class Real(float):
    """A subclass of float is a float."""


class Base(BaseException):
    """Not even an Exception."""


@pytest.mark.parametrize(
    "kind",
    [
        Custom,
        Base,
        ValueError,
        TypeError,
        OverflowError,
        BufferError,
        MemoryError,
        StopIteration,
        GeneratorExit,
        KeyboardInterrupt,
        SystemExit,
    ],
)
def test_the_very_same_exception(binding: Binding, kind: type[BaseException]) -> None:
    values = array("d", [1, 2, 3, 4])
    error = kind("from the callback")
    calls = 0

    def function(value: float) -> float:
        nonlocal calls
        calls += 1
        if value == 3:
            raise error
        return -value

    with pytest.raises(kind) as caught:
        binding.map_in_place(values, function)
    assert caught.value is error
    assert calls == 3
    assert values.tolist() == [-1, -2, 3, 4]
    assert error.__cause__ is None
    assert error.__context__ is None
    assert error.args == ("from the callback",)


def test_the_traceback_leads_into_the_callback(binding: Binding) -> None:
    def inner() -> float:
        raise Custom

    def function(value: float) -> float:
        return inner()

    with pytest.raises(Custom) as caught:
        binding.map_in_place(array("d", [1.0]), function)
    frames = [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]
    assert frames[0] == "test_the_traceback_leads_into_the_callback"
    assert frames[-2:] == ["function", "inner"]


def test_the_context_of_an_exception_stays(binding: Binding) -> None:
    first = KeyError("first")
    second = Custom("second")

    def function(value: float) -> float:
        try:
            raise first
        except KeyError:
            raise second  # noqa: B904 - the context is what is tested

    with pytest.raises(Custom) as caught:
        binding.map_in_place(array("d", [1.0]), function)
    assert caught.value is second
    assert second.__context__ is first
    assert first.__context__ is None


def test_an_exception_that_is_being_handled_is_its_context(binding: Binding) -> None:
    # As for any function that is called inside `except`.
    outer = KeyError("outer")
    error = Custom("inner")

    def function(value: float) -> float:
        raise error

    try:
        raise outer
    except KeyError:
        with pytest.raises(Custom):
            binding.map_in_place(array("d", [1.0]), function)
    assert error.__context__ is outer


def test_a_context_of_its_own_stays_inside_except(binding: Binding) -> None:
    outer, first, second = KeyError("outer"), KeyError("first"), Custom("second")

    def function(value: float) -> float:
        try:
            raise first
        except KeyError:
            raise second  # noqa: B904 - the context is what is tested

    try:
        raise outer
    except KeyError:
        with pytest.raises(Custom):
            binding.map_in_place(array("d", [1.0]), function)
    assert second.__context__ is first
    assert first.__context__ is outer
    assert outer.__context__ is None


def test_the_exception_is_not_kept(binding: Binding) -> None:
    class Witness:
        """Counts those of its kind that are alive."""

        alive = 0

        def __init__(self) -> None:
            Witness.alive += 1

        def __del__(self) -> None:
            Witness.alive -= 1

    def fails() -> None:
        witness = Witness()

        def function(value: float) -> float:
            raise Custom(witness)

        with contextlib.suppress(Custom):
            binding.map_in_place(array("d", [1.0]), function)

    # At once: nothing waits for the collector, as a traceback would that leads to
    # itself.
    gc.disable()
    try:
        fails()
        assert Witness.alive == 0
    finally:
        gc.enable()


NUMBERS: list[Any] = [7.0, 7, True, np.float64(7), Real(7.0)]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: type(number).__name__)
def test_what_counts_as_a_number(binding: Binding, number: Any) -> None:
    values = array("d", [1, 2])
    binding.map_in_place(values, lambda value: number)
    assert values.tolist() == [float(number)] * 2


OBJECTS: list[Any] = [np.float32(7), np.int16(7), Fraction(7, 1)]


@pytest.mark.parametrize("number", OBJECTS, ids=lambda number: type(number).__name__)
def test_what_may_count_as_a_number(binding: Binding, tool: Tool, number: Any) -> None:
    # They have `__float__`: taken by those who take such objects, or a TypeError.
    values = array("d", [1, 2])
    try:
        binding.map_in_place(values, lambda value: number)
    except TypeError:
        assert False in tool.trait("float")
        assert values.tolist() == [1, 2]
    else:
        assert values.tolist() == [7, 7]


NO_NUMBERS: list[Any] = ["7", None, 7j, b"7", [7.0], object(), float, np.str_("7")]


@pytest.mark.parametrize("result", NO_NUMBERS, ids=lambda result: type(result).__name__)
def test_what_does_not(binding: Binding, result: Any) -> None:
    values = array("d", [1, 2, 3])

    def function(value: float) -> Any:
        return result if value == 2 else -value

    with pytest.raises(TypeError):
        binding.map_in_place(values, function)
    assert values.tolist() == [-1, 2, 3]
    values.append(4.0)


def test_a_number_too_large_for_a_float(binding: Binding, tool: Tool) -> None:
    values = array("d", [1, 2, 3])
    with tool.refuses("out_of_range"):
        binding.map_in_place(values, lambda value: 10**400 if value == 2 else -value)
    assert values.tolist() == [-1, 2, 3]


@pytest.mark.parametrize("kind", [Custom, ValueError, KeyboardInterrupt])
def test_a_result_whose_conversion_fails(
    binding: Binding, kind: type[BaseException]
) -> None:
    # Its own error, or a TypeError: it is not a number.
    error = kind("from the conversion")

    class Broken:
        def __float__(self) -> float:
            raise error

    values = array("d", [1, 2, 3])
    results: dict[float, Any] = {1.0: -1.0, 2.0: Broken(), 3.0: -3.0}
    with pytest.raises((kind, TypeError)) as caught:
        binding.map_in_place(values, results.__getitem__)
    assert caught.value is error or type(caught.value) is TypeError
    assert values.tolist() == [-1, 2, 3]
    values.append(4.0)


def test_the_callback_gets_a_float(binding: Binding) -> None:
    seen: list[object] = []

    def function(*arguments: Any, **keywords: Any) -> float:
        seen.append((arguments, [type(argument) for argument in arguments], keywords))
        return 0.0

    binding.map_in_place(array("d", [1.5]), function)
    assert seen == [((1.5,), [float], {})]


def test_any_callable_will_do(binding: Binding) -> None:
    class Doubler:
        """Callable as an object and by its method."""

        def __call__(self, value: float) -> float:
            return 2 * value

    values = array("d", [1.0])
    binding.map_in_place(values, Doubler())
    binding.map_in_place(values, Doubler().__call__)
    binding.map_in_place(values, (3.0).__mul__)
    binding.map_in_place(values, np.float64)
    assert values.tolist() == [12.0]
    without_parameter: Any = lambda: 1.0  # noqa: E731
    with pytest.raises(TypeError):
        binding.map_in_place(values, without_parameter)


def test_the_callback_may_change_what_follows(binding: Binding) -> None:
    values = array("d", [1, 2, 3])

    def function(value: float) -> float:
        if value == 1:
            values[2] = 10.0
        return value + 1

    binding.map_in_place(values, function)
    assert values.tolist() == [2, 3, 11]


def test_its_own_element_is_overwritten(binding: Binding) -> None:
    values = array("d", [1, 2, 3])

    def function(value: float) -> float:
        values[:] = array("d", [7, 7, 7])
        return value + 1

    binding.map_in_place(values, function)
    assert values.tolist() == [7, 7, 8]


def test_the_callback_may_map_the_same_array(binding: Binding) -> None:
    values = array("d", [1, 2, 3])

    def outer(value: float) -> float:
        binding.map_in_place(values, lambda inner: inner + 1)
        binding.scale_in_place(values, 2.0)
        return binding.dot(values, values)

    binding.map_in_place(values, outer)
    # At each turn all elements change, then the one whose turn it is.
    expected = [1.0, 2.0, 3.0]
    for index in range(3):
        expected = [2 * (value + 1) for value in expected]
        expected[index] = sum(value * value for value in expected)
    assert values.tolist() == expected


def test_an_inner_failure_is_not_an_outer_one(binding: Binding) -> None:
    values = array("d", [1, 2, 3])
    error = Custom()

    def inner(value: float) -> float:
        raise error

    def outer(value: float) -> float:
        with pytest.raises(Custom) as caught:
            binding.map_in_place(array("d", [0.0]), inner)
        assert caught.value is error
        return -value

    binding.map_in_place(values, outer)
    assert values.tolist() == [-1, -2, -3]


def test_nested_failures_keep_apart(binding: Binding) -> None:
    inner_error, outer_error = Custom("inner"), Custom("outer")

    def inner(value: float) -> float:
        raise inner_error

    def outer(value: float) -> float:
        try:
            binding.map_in_place(array("d", [0.0]), inner)
        except Custom as caught:
            assert caught is inner_error
        raise outer_error

    with pytest.raises(Custom) as caught:
        binding.map_in_place(array("d", [0.0]), outer)
    assert caught.value is outer_error
    assert outer_error.__context__ is None


# A callback that tries to take the memory away, and how it learns that it cannot.
Taker = Callable[[Any], object]
TAKERS: dict[str, tuple[Callable[[], Any], Taker]] = {
    "append": (lambda: array("d", [1, 2, 3]), lambda v: v.append(4.0)),
    "extend": (lambda: array("d", [1, 2, 3]), lambda v: v.extend([0.0] * 10_000)),
    "pop": (lambda: array("d", [1, 2, 3]), lambda v: v.pop()),
    "delete": (lambda: array("d", [1, 2, 3]), lambda v: v.__delitem__(slice(None))),
    "release": (lambda: memoryview(array("d", [1, 2, 3])), lambda v: v.release()),
}


@pytest.mark.parametrize("taker", TAKERS)
def test_the_memory_stays(binding: Binding, taker: str) -> None:
    make, take = TAKERS[taker]
    values = make()
    errors: list[BaseException] = []

    def function(value: float) -> float:
        if value == 2:
            try:
                take(values)
            except BaseException as error:
                errors.append(error)
                raise
        return -value

    with pytest.raises(BufferError) as caught:
        binding.map_in_place(values, function)
    assert errors == [caught.value]
    assert list(values) == [-1, 2, 3]
    # And afterwards it can be taken.
    take(values)


def test_the_owner_may_lose_its_name(binding: Binding) -> None:
    namespace: dict[str, Any] = {"values": array("d", [1, 2, 3])}
    results: list[float] = []

    def function(value: float) -> float:
        namespace.clear()
        gc.collect()
        # Fill the memory that a careless binding would have let go.
        rubbish = [array("d", [9, 9, 9]) for _ in range(100)]
        results.append(value)
        return value + len(rubbish)

    binding.map_in_place(namespace["values"], function)
    assert results == [1, 2, 3]


def test_the_function_may_lose_its_name(binding: Binding) -> None:
    namespace: dict[str, Any] = {}

    def make() -> Callable[[float], float]:
        offset = object()

        def function(value: float) -> float:
            namespace.clear()
            gc.collect()
            return value + isinstance(offset, object)

        return function

    namespace["function"] = make()
    values = array("d", [1, 2, 3])
    binding.map_in_place(values, namespace["function"])
    assert values.tolist() == [2, 3, 4]


def test_a_callback_that_recurses_without_end(binding: Binding) -> None:
    values = array("d", [1, 2])

    def function(value: float) -> float:
        return function(value)

    with pytest.raises(RecursionError):
        binding.map_in_place(values, function)
    assert values.tolist() == [1, 2]
    values.append(3.0)


@pytest.mark.parametrize("where", ["main", "thread"])
def test_recursion_through_rust_without_end(binding: Binding, where: str) -> None:
    # The limit strikes anywhere: in the callback, or in the binding itself. In an
    # interpreter of its own: a stack that overflows takes all with it.
    child_process.run(
        """
        import importlib, sys, threading
        from array import array

        binding = importlib.import_module(sys.argv[1])

        def recurse(frames):
            arrays = []

            def function(value):
                values = array("d", [value])
                arrays.append(values)
                binding.map_in_place(values, function)
                return value

            def start(frames):
                if frames:
                    start(frames - 1)
                else:
                    binding.map_in_place(array("d", [1.0]), function)

            try:
                start(frames)
                ended = None
            except Exception as error:
                ended = type(error)
            assert ended is RecursionError, f"{ended} with {frames} frames more"
            assert len(arrays) > 50
            for values in arrays:
                values.append(1.0)  # BufferError if its memory was not let go

        def work():
            for frames in range(8):
                recurse(frames)
            values = array("d", [1.0])
            binding.map_in_place(values, lambda value: value + 1)
            assert values[0] == 2.0
            done.append(True)

        done = []
        if sys.argv[2] == "thread":
            # As small as musl and macOS have them, or nearly.
            threading.stack_size(2**20)
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
        else:
            work()
        assert done
        """,
        binding.__name__,
        where,
    )


def test_close_to_the_recursion_limit(binding: Binding, tool: Tool) -> None:
    # Whatever step of a call is one too many.
    child_process.run(
        """
        import copy, importlib, pickle, sys
        from array import array
        from conformance.contract import class_name

        binding = importlib.import_module(sys.argv[1])
        values = array("d", [1.0, 2.0])
        product = binding.Product(1.0)

        def with_product():
            with binding.Product(2.0) as product:
                product.multiply_by(1.0)
                return product.value

        calls = {
            "multiply": lambda: binding.multiply(6, 2.5) == 15.0,
            "checked_multiply": lambda: binding.checked_multiply(6, 7) == 42,
            "multiply_complex": lambda: binding.multiply_complex(1j, 1j) == -1,
            "repeat": lambda: binding.repeat("ab", 2) == "abab",
            "logical_and": lambda: binding.logical_and(True, True) is True,
            "scale_in_place": lambda: binding.scale_in_place(values, 1.0) is None,
            "dot": lambda: binding.dot(values, values) == 5.0,
            "map_in_place": lambda: binding.map_in_place(values, float) is None,
            "map, Python": lambda: binding.map_in_place(values, lambda v: v) is None,
            "compound": lambda: binding.compound(3.0, 2.0, 4) == 48.0,
            "Product": lambda: with_product() == 2.0,
            "multiply_by": lambda: product.multiply_by(1.0) is None,
            "value": lambda: product.value == 1.0,
            "closed": lambda: product.closed is False,
            "copy": lambda: copy.copy(product).value == 1.0,
            "pickle": lambda: pickle.loads(pickle.dumps(product)).value == 1.0,
        }

        def down(depth, call):
            return down(depth - 1, call) if depth else call()

        limit = sys.getrecursionlimit()
        wrong = {}
        for name, call in calls.items():
            assert call(), name
            ends = set()
            for depth in range(limit - 60, limit):
                try:
                    ended = down(depth, call)
                except BaseException as error:
                    ended = class_name(error)
                ends.add(ended)
                values.append(1.0)  # BufferError if the memory was not let go
                values.pop()
            if not {True, "RecursionError"} <= ends <= {True, *sys.argv[2:]}:
                wrong[name] = ends
            assert call(), name
        assert not wrong, wrong
        assert values.tolist() == [1.0, 2.0]
        """,
        binding.__name__,
        *tool.trait("stack_full"),
    )


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs interval timers")
def test_a_signal_handler_that_raises_stops_the_mapping(binding: Binding) -> None:
    child_process.run(
        """
        import importlib, math, random, signal, sys, time
        from array import array
        from bisect import bisect_left

        binding = importlib.import_module(sys.argv[1])
        COUNT = 100_000
        armed = False
        interrupted = 0

        class Stop(Exception):
            pass

        def mapped():
            # How many have been mapped: those, and only those, are no longer 1.0.
            return bisect_left(range(COUNT), True, key=lambda i: values[i] == 1.0)

        def handler(*_):
            global armed, raised, at
            if armed:
                armed = False
                at = mapped()
                raised = Stop("from the handler")
                raise raised

        signal.signal(signal.SIGALRM, handler)
        end = time.monotonic() + 1.0
        while time.monotonic() < end:
            values = array("d", [1.0]) * COUNT
            at = raised = caught = None
            signal.setitimer(signal.ITIMER_REAL, random.uniform(0.0001, 0.003))
            try:
                armed = True
                binding.map_in_place(values, math.exp)
            except Exception as error:
                caught = error
                caught.__traceback__ = None
            armed = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            assert caught is raised, (caught, raised)
            if raised is None:
                at = COUNT
            else:
                interrupted += 1
            # The element in hand may still be written, no other.
            assert at <= mapped() <= at + 1, (at, mapped())
            assert values.count(math.e) == mapped()
            assert values.count(1.0) == COUNT - mapped()
            values.append(1.0)  # BufferError if the memory was not let go
        assert interrupted > 5, interrupted
        """,
        binding.__name__,
    )


# A handler that raises, thousands of times a second, while one call is hammered.
HAMMERED = {
    "scale_in_place": "binding.scale_in_place(values, 1.0)",
    "dot": "binding.dot(values, values)",
    "map_in_place": "binding.map_in_place(values, abs)",
    "repeat": "binding.repeat(TEXT, 10)",
    "Product": "life()",
}


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs interval timers")
@pytest.mark.parametrize("call", HAMMERED)
def test_a_signal_handler_that_raises_at_any_moment(
    binding: Binding, call: str
) -> None:
    child_process.run(
        f"""
        import gc, importlib, signal, sys, time
        from array import array
        from conformance.memory import native_bytes

        binding = importlib.import_module(sys.argv[1])
        TEXT = "é" * 10_000
        armed = False
        interrupted = 0

        class Stop(Exception):
            pass

        def handler(*_):
            global armed, interrupted
            if armed:
                armed = False
                interrupted += 1
                raise Stop

        def life():
            with binding.Product(2.0) as product:
                product.multiply_by(3.0)
                product.value

        def hammer(seconds):
            global armed, values
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                values = array("d", [1.0]) * 100
                try:
                    armed = True
                    while True:
                        {HAMMERED[call]}
                except Stop:
                    pass
                values.append(1.0)  # BufferError if the memory was not let go
            gc.collect()

        values = array("d", [1.0]) * 100
        {HAMMERED[call]}
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.0002, 0.0002)
        hammer(0.1)
        before = native_bytes()
        interrupted = 0
        hammer(0.5)
        lost = native_bytes() - before
        assert interrupted > 100, interrupted
        # A text would be 200,000 bytes, a product 32: one in forty calls would show.
        assert lost < 1_000, f"{{lost}} bytes by {{interrupted}} interruptions"
        signal.setitimer(signal.ITIMER_REAL, 0)
        {HAMMERED[call]}
        """,
        binding.__name__,
    )


def test_what_cannot_be_raised_is_told_as_ever(
    binding: Binding, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A `__del__` that fails inside a callback is nobody's failure but its own.
    told: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda report: told.append(str(report)))
    hook = sys.unraisablehook

    class Dying:
        def __del__(self) -> None:
            raise Custom

    def function(value: float) -> float:
        Dying()
        return -value

    values = array("d", [1, 2, 3])
    binding.map_in_place(values, function)
    assert values.tolist() == [-1, -2, -3]
    assert len(told) == 3
    assert sys.unraisablehook is hook


def test_other_functions_in_a_callback(binding: Binding) -> None:
    product = binding.Product()

    def function(value: float) -> float:
        product.multiply_by(value)
        assert binding.repeat("ab", 2) == "abab"
        with pytest.raises(OverflowError):
            binding.checked_multiply(2**62, 2)
        return product.value

    values = array("d", [1, 2, 3])
    binding.map_in_place(values, function)
    assert values.tolist() == [1, 2, 6]


def test_many_calls(binding: Binding) -> None:
    values = array("d", range(50_000))
    binding.map_in_place(values, lambda value: value + 1)
    assert values.tolist() == list(range(1, 50_001))
