"""The kinds of call whose cost is measured, each with its right answer.

The numbers are chosen so that every answer is exact: 6 * 2.5 needs no rounding in
32 bits or in 64, and sums of small integers need none in any order. So one answer
holds for Rust, C, NumPy and plain Python, and it is compared to the last bit.
"""

from __future__ import annotations

import importlib
import pickle
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

INT_PARAM, FLOAT_PARAM = 6, 2.5
TEXT, TIMES = "héllo ", 3
CALLBACKS = 100

# Lengths of the arrays: three that everybody is measured at, and others in between,
# from which the curve of the finished bindings is drawn.
MAIN_LENGTHS = (1, 1_000, 1_000_000)
LENGTHS = (1, 4, 16, 64, 250, 1_000, 4_000, 16_000, 64_000, 250_000, 1_000_000)


# More than any cache holds: here the memory sets the pace.
MEMORY_LENGTH = 10_000_000


@dataclass(frozen=True)
class Call:
    """A call, ready to be made again and again: a line of Python, and its names."""

    statement: str
    names: dict[str, Any]
    # For a call that returns nothing: what to look at afterwards.
    outcome: Callable[[], object] | None = None

    def answer(self) -> object:
        """Make the call once and return what came of it."""
        result: object = eval(self.statement, dict(self.names))
        return self.outcome() if self.outcome else result


@dataclass(frozen=True)
class Kind:
    """One kind of call: how any contender makes it, and what must come of it."""

    key: str
    title: str
    call: Callable[[Any], Call]
    right_answer: object
    # What one measured number is for: a call of the tool, or one of its callbacks.
    parts: int = 1
    # Whether everybody is measured, or only who is drawn in the curve.
    for_all: bool = True

    @property
    def group(self) -> str:
        """The name by which the command line knows it."""
        return self.key.split("-")[0]


def call_scalars(tool: Any) -> Call:
    """Two numbers in, one out."""
    names = {"f": tool.multiply, "i": INT_PARAM, "x": FLOAT_PARAM}
    return Call("f(i, x)", names)


def call_keywords(tool: Any) -> Call:
    """The same two numbers, by name."""
    function = getattr(tool, "multiply_keywords", tool.multiply)
    names = {"f": function, "i": INT_PARAM, "x": FLOAT_PARAM}
    return Call("f(int_param=i, float_param=x)", names)


def is_c(tool: Any) -> bool:
    """Whether a tool offers the C functions: bytes for texts, and no objects."""
    return hasattr(tool, "product")


def call_string(tool: Any) -> Call:
    """A text in, a longer one out; not only ASCII, so that somebody has to decode."""
    names = {"f": tool.repeat, "t": TEXT, "n": TIMES}
    return Call("f(t.encode(), n)" if is_c(tool) else "f(t, n)", names)


def call_callback(tool: Any) -> Call:
    """An array whose elements each go through a Python function, there and back."""
    values = array("d", [0.25] * CALLBACKS)

    def rest_of_one(value: float) -> float:
        """Undo itself when it is called again, so that values stay what they are."""
        return 1.0 - value

    names = {"f": tool.map_in_place, "v": values, "g": rest_of_one}
    return Call("f(v, g)", names, lambda: values.tolist())


def call_method(tool: Any) -> Call:
    """A number into an object; -1, so that its value stays small."""
    if is_c(tool):  # there are functions of a pointer; it is never freed: there is one
        handle = tool.product(FLOAT_PARAM)
        names = {"f": tool.multiply_by, "p": handle, "x": -1.0}
        return Call("f(p, x)", names, lambda: tool.value_of(handle))
    product = tool.Product(FLOAT_PARAM)

    def value() -> object:
        """Read it: a property, or in a first attempt a method."""
        return product.value() if callable(product.value) else product.value

    return Call("p.multiply_by(x)", {"p": product, "x": -1.0}, value)


def call_pickle(tool: Any) -> Call:
    """An object to bytes, and another object from the bytes."""
    product = tool.Product(FLOAT_PARAM)
    names = {"dumps": pickle.dumps, "loads": pickle.loads, "p": product}
    return Call(
        "loads(dumps(p))", names, lambda: pickle.loads(pickle.dumps(product)).value
    )


@cache
def dot_arrays(length: int) -> tuple[array[float], array[float]]:
    """Return two arrays of whole numbers.

    Everybody gets the same two: of two large arrays with the same contents one may
    lie in memory that is twice as fast.
    """
    return (
        array("d", (i % 7 for i in range(length))),
        array("d", (i % 5 for i in range(length))),
    )


def dot_answer(length: int) -> float:
    """Return the exact sum of their products, which repeat after 35 elements."""
    products = [(i % 7) * (i % 5) for i in range(35)]
    periods, rest = divmod(length, 35)
    return float(periods * sum(products) + sum(products[:rest]))


def array_kind(length: int) -> Kind:
    """Two arrays of some length in, one number out, nothing copied on the way."""

    def call(tool: Any) -> Call:
        a, b = dot_arrays(length)
        if hasattr(tool, "view"):  # NumPy has arrays of its own, of the same memory
            a, b = tool.view(a), tool.view(b)
        return Call("f(a, b)", {"f": tool.dot, "a": a, "b": b})

    title = "arrays of 1 double" if length == 1 else f"arrays of {length:,} doubles"
    return Kind(
        f"arrays-{length}",
        title,
        call,
        dot_answer(length),
        for_all=length in MAIN_LENGTHS,
    )


@cache
def memory_arrays() -> tuple[Any, Any, Any]:
    """Return large arrays as who has such arrays has them: NumPy's."""
    numpy = importlib.import_module("numpy")
    count = numpy.arange(MEMORY_LENGTH)
    return count % 7 + 0.0, count % 5 + 0.0, count + 1.0


def call_memory_dot(tool: Any) -> Call:
    """Two large arrays in, one number out."""
    a, b, _ = memory_arrays()
    return Call("f(a, b)", {"f": tool.dot, "a": a, "b": b})


def call_memory_scale(tool: Any) -> Call:
    """A large array, each element of which changes its sign."""
    _, _, values = memory_arrays()
    before = values[0], values[-1]
    names = {"f": tool.scale_in_place, "v": values, "x": -1.0}
    return Call(
        "f(v, x)", names, lambda: (values[0], values[-1]) == (-before[0], -before[1])
    )


def memory_kinds() -> list[Kind]:
    """Work that is as fast as memory: a call is nothing beside it."""
    title = f"{MEMORY_LENGTH // 1_000_000} million doubles"
    answer = dot_answer(MEMORY_LENGTH)
    return [
        Kind("memory-dot", f"dot, {title}", call_memory_dot, answer, for_all=False),
        Kind("memory-scale", f"scale, {title}", call_memory_scale, True, for_all=False),
    ]


def all_kinds() -> list[Kind]:
    """Return the kinds in the order of the book."""
    product = INT_PARAM * FLOAT_PARAM
    return [
        Kind("scalars", "two scalars", call_scalars, product),
        Kind("keywords", "keyword call", call_keywords, product),
        Kind("string", "string in and out", call_string, TEXT * TIMES),
        Kind(
            "callback",
            "one callback",
            call_callback,
            [0.75] * CALLBACKS,
            parts=CALLBACKS,
        ),
        Kind("method", "object method", call_method, -FLOAT_PARAM),
        # A raw object says that it cannot be.
        Kind("pickle", "object pickled", call_pickle, FLOAT_PARAM, for_all=False),
        *map(array_kind, LENGTHS),
        *memory_kinds(),
    ]
