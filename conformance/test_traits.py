"""The traits of `bindings.toml`: each is what the binding does, and nothing else is.

Each trait has probes: calls that show which of its values the binding has. A
binding must show every value that the table gives it, and no other.
"""

from __future__ import annotations

import ctypes
import importlib.util
import re
import sys
import weakref
from array import array
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from . import child_process, daemon_exit
from .api import Binding
from .contract import PYTHON, REFUSALS, TOOLS, Tool, class_name
from .exact import exact
from .interpreters import kept_out_by_python

# What was tried, and the value that it shows.
Probe = tuple[str, object]
MOST = 10


def test_the_table() -> None:
    assert len(TOOLS) == 5
    for tool in TOOLS:
        assert len(tool.differences) <= MOST, tool.module
        for trait, difference in tool.differences.items():
            about = f"{tool.module}: {trait}"
            assert trait in PYTHON, about
            assert set(difference) == {"is", "why"}, about
            assert difference["is"] != PYTHON[trait], about
            assert type(difference["is"]) in (type(PYTHON[trait]), list), about
            assert len(difference["why"].split()) >= 3, about


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


def outcome(call: Callable[[], object]) -> tuple[object, str]:
    """What a call came to: its exact result, or the class of its exception."""
    try:
        return exact(call()), ""
    except Exception as error:
        return None, class_name(error)


def taken(
    tool: Tool, call: Callable[[], object], right: object, *refusals: str
) -> object:
    """Was it taken, with the right result, or refused? What else happened is told."""
    result, error = outcome(call)
    if error:
        return False if error in {*tool.trait(*refusals)} else error
    return True if result == exact(right) else result


def class_of_refusals(trait: str) -> Callable[[Binding, Tool], Iterator[Probe]]:
    """Probes the class of the exception, by the rows of `cases.toml`."""

    def probes(binding: Binding, tool: Tool) -> Iterator[Probe]:
        for case in REFUSALS:
            if case.refused == trait:
                result, error = outcome(lambda: case.call(binding))  # noqa: B023
                yield str(case), error or result

    return probes


def panic(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes the class of a panic."""
    with pytest.raises(BaseException) as caught:  # the trait says which
        binding._panic()
    yield "_panic()", class_name(caught.value)


def worker_panic(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes what comes back from a worker in which Rust panicked."""
    printed = child_process.run(
        """
        import importlib, multiprocessing, sys
        from concurrent.futures import ProcessPoolExecutor
        from conformance.contract import class_name
        from conformance.workers import panic

        binding = importlib.import_module(sys.argv[1])
        start = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=start) as pool:
            print(class_name(pool.submit(panic, sys.argv[1]).exception()))
            assert pool.submit(binding.multiply, 6, 2.5).result() == 15.0
        """,
        binding.__name__,
    )
    assert printed
    yield "_panic() in a worker", printed.strip()


# Arguments that are right, one function each, and one that has the wrong type.
RIGHT: dict[str, dict[str, Any]] = {
    "multiply": {"int_param": 6, "float_param": 2.3},
    "cmult": {"int_param": 6, "float_param": 2.3},
    "checked_multiply": {"a": 6, "b": 7},
    "multiply_complex": {"a": 1j, "b": 2j},
    "repeat": {"text": "ab", "times": 3},
    "scale_in_place": {"values": array("d"), "factor": 2.0},
    "dot": {"a": array("d"), "b": array("d")},
    "compound": {"start": 1.0, "factor": 2.0, "times": 3},
    "Product": {"start": 1.0},
}
WRONG = object()


def where_named(error: BaseException, parameter: str) -> str:
    """Where does the refusal name the argument?"""
    message = str(error)
    # `(a: int, b: int)`: the parameter among its like, each with its type.
    if re.search(rf"\([^)]*\b{parameter}: [^)]*\)", message):
        return "signature"
    # A name of one letter must stand in quotes, or it may be an article.
    word = rf"\b{parameter}\b" if len(parameter) > 1 else rf"(['\"`]){parameter}\1"
    if re.search(word, message):
        return "message"
    if any(re.search(word, note) for note in getattr(error, "__notes__", [])):
        return "note"
    if re.search(r"\bargument \d", message):
        return "position"
    return "nowhere"


def stack_full(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes what a call raises for which there is too little stack."""
    if len(tool.trait("stack_full")) > 1 and sys.version_info >= (3, 12):
        pytest.skip("seen on CPython 3.11 only")
    printed = child_process.run(
        """
        import importlib, sys
        from conformance.contract import class_name

        multiply = importlib.import_module(sys.argv[1]).multiply

        def down(depth):
            return down(depth - 1) if depth else multiply(6, 2.5)

        ends = set()
        for depth in range(sys.getrecursionlimit() - 20, sys.getrecursionlimit()):
            try:
                down(depth)
            except BaseException as error:
                ends.add(class_name(error))
        print(*ends)
        """,
        binding.__name__,
    )
    assert printed
    for name in printed.split():
        yield "multiply, with hardly any stack left", name


def ends(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes how Python ends while a daemon thread is in Rust."""
    if sys.platform != "linux":
        pytest.skip("needs Linux's /proc and its scheduler")
    if sys.version_info >= (3, 14):
        pytest.skip("seen before CPython 3.14 only: from there on the thread waits")
    crashes = "crashes" in tool.trait("daemon_exit")
    yield from daemon_exit.ends(binding.__name__, attempts=40 if crashes else 3)


def names(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes where the refusal of a wrong type names the argument."""
    for function, arguments in RIGHT.items():
        for parameter in arguments:
            values = {**arguments, parameter: WRONG}.values()
            with pytest.raises(Exception) as caught:
                getattr(binding, function)(*values)
            where = where_named(caught.value, parameter)
            yield f"{function}, {parameter}: {caught.value}", where
    with pytest.raises(Exception) as caught:
        binding.Product().multiply_by(WRONG)  # type: ignore[arg-type]
    where = where_named(caught.value, "factor")
    yield f"Product.multiply_by, factor: {caught.value}", where


INTEGERS: list[Any] = [
    Index(3),
    *(kind(3) for kind in [np.int8, np.uint8, np.int32, np.int64, np.uint64]),
]


def index(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes whether objects with `__index__` are taken for an integer."""
    calls: list[tuple[Callable[[Any], object], object]] = [
        (lambda three: binding.multiply(three, 0.5), 1.5),
        (lambda three: binding.cmult(three, 0.5), 1.5),
        (lambda three: binding.checked_multiply(three, 5), 15),
        (lambda three: binding.checked_multiply(5, three), 15),
        (lambda three: binding.repeat("ab", three), "ababab"),
        (lambda three: binding.compound(1.0, 2.0, three), 8.0),
    ]
    for number, (call, right) in enumerate(calls):
        for three in INTEGERS:
            value = taken(tool, lambda: call(three), right, "wrong_type")  # noqa: B023
            yield f"call {number} with a {type(three).__name__}", value


FLOATS: list[Any] = [
    Float(0.5),
    Fraction(1, 2),
    *(kind(0.5) for kind in [np.float16, np.float32, np.longdouble]),
]


def floats(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes whether objects with `__float__` are taken for a float."""

    def scale(factor: Any) -> float:
        values = array("d", [3.0])
        binding.scale_in_place(values, factor)
        return values[0]

    def multiply_by(factor: Any) -> float:
        product = binding.Product(3.0)
        product.multiply_by(factor)
        return product.value

    calls: list[tuple[Callable[[Any], object], object]] = [
        (lambda half: binding.multiply(3, half), 1.5),
        (lambda half: binding.cmult(3, half), 1.5),
        (lambda half: binding.compound(half, 3.0, 1), 1.5),
        (lambda half: binding.compound(3.0, half, 1), 1.5),
        (scale, 1.5),
        (lambda half: binding.Product(half).value, 0.5),
        (multiply_by, 1.5),
    ]
    for number, (call, right) in enumerate(calls):
        for half in FLOATS:
            value = taken(tool, lambda: call(half), right, "wrong_type")  # noqa: B023
            yield f"call {number} with a {type(half).__name__}", value


def truth(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes what `logical_and` takes."""

    def takes(value: Any) -> object:
        results = {
            taken(
                tool,
                lambda: binding.logical_and(*pair),  # noqa: B023
                all(map(bool, pair)),
                "wrong_type",
            )
            for pair in [(value, True), (True, value), (value, value)]
        }
        return results.pop() if len(results) == 1 else frozenset(results)

    numpys = [takes(value) for value in (np.True_, np.False_)]
    others = [
        takes(value)
        for value in (1, 0, 2, -0.0, 0.5, None, "", "False", [], [0], Index(1), Float)
    ]
    words: dict[tuple[object, object], str] = {
        (False, False): "bool",
        (True, False): "numpy",
        (True, True): "anything",
    }
    for tried in {(value, other) for value in numpys for other in others}:
        yield f"NumPy's, others: {tried}", words.get(tried)


def times(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes the largest number of times that is taken."""
    (limit,) = tool.trait("times")
    largest = tool.largest_times
    fits = taken(tool, lambda: binding.repeat("", largest), "", "out_of_range")
    above = taken(tool, lambda: binding.repeat("", largest + 1), "", "out_of_range")
    yield limit, limit if (fits, above) == (True, False) else (fits, above)


# Arrays of 1, 2, 3, 4, 5, 6 in C order.
SIX: Any = np.arange(1.0, 7.0)
MATRIX: Any = (ctypes.c_double * 3) * 2
NOT_OF_ONE_DIMENSION: dict[str, tuple[Callable[[], Any], float]] = {
    "NumPy, 2-d": (lambda: SIX.reshape(2, 3).copy(), 91.0),
    "NumPy, 3-d": (lambda: SIX.reshape(1, 3, 2).copy(), 91.0),
    "memoryview, 2-d": (
        lambda: memoryview(bytearray(SIX)).cast("d", (3, 2)),
        91.0,
    ),
    "ctypes, 2-d": (
        lambda: MATRIX((1, 2, 3), (4, 5, 6)),
        91.0,
    ),
    "NumPy, 0-d": (lambda: np.array(5.0), 25.0),
    "ctypes, 0-d": (lambda: ctypes.c_double(5.0), 25.0),
    "memoryview, 0-d": (lambda: memoryview(SIX[4:5].reshape(()).copy()), 25.0),
}


def dimensions(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes how many dimensions an array may have."""
    words: dict[object, str] = {True: "any", False: "1"}
    for kind, (make, square) in NOT_OF_ONE_DIMENSION.items():

        def doubled(make: Callable[[], Any] = make) -> float:
            values = make()
            binding.scale_in_place(values, 2.0)
            return binding.dot(values, values)

        def mapped(make: Callable[[], Any] = make) -> float:
            values = make()
            binding.map_in_place(values, (2.0).__mul__)
            return binding.dot(values, values)

        for call in [doubled, mapped]:
            value = taken(tool, call, 4 * square, "wrong_layout", "wrong_elements")
            yield kind, words.get(value, value)


def subclass(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes whether a class may be derived from `Product`."""
    product: Any = binding.Product

    def derived() -> object:
        with type("Derived", (product,), {})(2.0) as two:
            two.multiply_by(3.0)
            return two.value

    result, error = outcome(derived)
    value = {"": True, "TypeError": False}.get(error, error)
    yield "class Derived(Product)", value
    assert error or result == exact(6.0)


def weak(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes whether a weak reference may lead to a product."""
    product = binding.Product(2.0)
    _, error = outcome(lambda: weakref.ref(product))
    value = {"": True, "TypeError": False}.get(error, error)
    yield "weakref.ref(product)", value
    if not error:
        reference = weakref.ref(product)
        assert reference() is product
        del product
        assert reference() is None


def aio(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes whether there is a module `aio`."""
    name = f"{binding.__name__}.aio"
    yield f"import {name}", importlib.util.find_spec(name) is not None


def subinterpreters(binding: Binding, tool: Tool) -> Iterator[Probe]:
    """Probes which sub-interpreters it goes into."""
    if sys.implementation.name != "cpython" or sys.version_info < (3, 12):
        pytest.skip("the sub-interpreters of CPython 3.12 and later")
    if module := kept_out_by_python(binding):
        pytest.skip(f"this Python's own {module} goes into none with its own GIL")
    # Of two of each kind, how many import it. On 3.12, a refusal in one with a GIL of
    # its own may leave a mess in the process: so each kind has a process of its own.
    counts = tuple(
        child_process.run(
            f"""
            import sys
            from conformance.interpreters import Interpreter

            with Interpreter(own_gil={own_gil}) as one:
                with Interpreter(own_gil={own_gil}) as two:
                    count = one.imports(sys.argv[1]) + two.imports(sys.argv[1])
            print(count, end="")
            """,
            binding.__name__,
        )
        for own_gil in [True, False]
    )
    words: dict[object, str] = {
        ("2", "2"): "any",
        ("0", "2"): "shared GIL",
        ("0", "1"): "one",
    }
    yield f"with their own GIL, with a shared one: {counts} of 2", words.get(counts)


def exception_on_its_way(binding: Binding, tool: Tool) -> Iterator[Probe]:
    # tuple() drops the capsule that it has, and lets the exception go on.
    printed = child_process.run(
        """
        import importlib, sys

        powers = importlib.import_module(f"{sys.argv[1]}.exchange").Powers(2.0, 3)

        def then_fails(capsule):
            yield capsule()
            raise LookupError

        for capsule in powers.__dlpack__, powers.__arrow_c_schema__:
            try:
                tuple(then_fails(capsule))
            except Exception as error:
                print(type(error).__name__)
        """,
        binding.__name__,
    )
    for capsule, raised in zip(["DLPack", "Arrow"], str(printed).split(), strict=True):
        assert raised in ("LookupError", "SystemError")
        yield f"{capsule}: {raised}", raised == "LookupError"


PROBES: dict[str, Callable[[Binding, Tool], Iterator[Probe]]] = {
    "wrong_type": class_of_refusals("wrong_type"),
    "out_of_range": class_of_refusals("out_of_range"),
    "not_an_array": class_of_refusals("not_an_array"),
    "wrong_elements": class_of_refusals("wrong_elements"),
    "wrong_layout": class_of_refusals("wrong_layout"),
    "panic": panic,
    "worker_panic": worker_panic,
    "stack_full": stack_full,
    "daemon_exit": ends,
    "names": names,
    "index": index,
    "float": floats,
    "truth": truth,
    "times": times,
    "dimensions": dimensions,
    "exception_on_its_way": exception_on_its_way,
    "subclass": subclass,
    "weakref": weak,
    "aio": aio,
    "subinterpreters": subinterpreters,
}


@pytest.mark.parametrize("trait", PYTHON)
def test_trait(binding: Binding, tool: Tool, trait: str) -> None:
    expected = tool.trait(trait)
    shown: list[Probe] = list(PROBES[trait](binding, tool))
    others = [f"{tried}: {value}" for tried, value in shown if value not in expected]
    assert not others, "\n".join(others)
    # What the table gives it does occur.
    assert {value for _, value in shown} == expected
