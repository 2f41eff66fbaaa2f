"""The inputs: lines of Python that every tool is given.

The functions in them are the tools' (`columns`), the rest is defined here.
The last expression of a line is its answer. The C functions give a status where
Python has None: `scale_in_place(v, 2.0) or v.tolist()` is the status if there is
something to report, and the array otherwise.
"""

from __future__ import annotations

import ctypes
import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np

# Why a cell is garbage by nature: whatever comes out of it, it proves nothing.
READ_AS_INT = "the result is a float, and is read as an int"
NO_ARGUMENTS = "keywords are dropped: the function reads arguments nobody gave"
NO_BOOL = "a bool has one byte, and an int is read; a byte of 2 is not a bool"
OVERREAD = "reads twice as many bytes as there are"
FREED = "uses memory that is freed"
FREED_TWICE = "frees the memory twice"
UNSET_STATUS = "the exception is printed, the status that is returned never set"
NOT_CHECKED = "None is taken for a Product: uses whatever lies beside it"
FREED_ARRAY = "the array has moved: uses memory that is freed"


@dataclass(frozen=True)
class Row:
    """One input."""

    group: str
    code: str
    # Column -> why no more can be said of its cell than that it is garbage.
    garbage: Mapping[str, str] = field(default_factory=dict)
    # The answer that a more lenient tool may give without being wrong.
    sensible: str = ""
    # Why the five finished bindings do not all do the same, where they do not: a
    # trait of `conformance/bindings.toml`, or a sentence.
    differs: str = ""
    # Seconds. What takes longer is taken for a loop without an end.
    limit: float = 10.0


def undeclared(why: str) -> dict[str, str]:
    """Return the garbage of a row in which only undeclared ctypes is to blame."""
    return {"ctypes undeclared": why}


def every_c(why: str) -> dict[str, str]:
    """Return the garbage of a row in which every caller of bare C functions fails."""
    columns = ("ctypes undeclared", "ctypes declared", "CFFI ABI", "CFFI API")
    return dict.fromkeys(columns, why)


# ANCHOR: numbers
NUMBERS = [
    Row("int", "multiply(6, 2.3)"),
    Row("int", "multiply(2**31, 2.5)", differs="out_of_range"),
    Row("int", "multiply(-2**31 - 1, 2.5)", differs="out_of_range"),
    Row("int", "multiply(2**40, 2.5)", differs="out_of_range"),
    Row("int", "multiply(10**400, 2.5)", differs="out_of_range"),
    Row("int", "multiply(6.7, 2.5)"),
    Row("int", "multiply(True, 2.5)"),
    Row("int", "multiply(None, 2.5)"),
    Row("int", "multiply('6', 2.5)"),
    Row("int", "multiply(Index(6), 2.5)"),
    Row("int", "multiply(Float(6.0), 2.5)", sensible="15.0"),
    Row("int", "multiply(np.int64(6), 2.5)"),
    Row("int", "multiply(np.float64(6.0), 2.5)", sensible="15.0"),
    Row("int", "checked_multiply(2**62, 2)"),
    Row("int", "checked_multiply(2**63, 1)", differs="out_of_range"),
    Row("int", "compound(1.5, 2.0, -1)", limit=2.0, differs="out_of_range"),
    Row("int", "compound(1.5, 2.0, 3.0)", sensible="12.0"),
    # ANCHOR_END: numbers
    Row("float", "multiply(6, 1e300)"),
    Row("float", "multiply(6, math.inf)"),
    Row("float", "multiply(6, math.nan)"),
    Row("float", "multiply(6, 10**400)", differs="out_of_range"),
    Row("float", "multiply(6, 2)", undeclared(READ_AS_INT)),
    Row("float", "multiply(6, True)", undeclared(READ_AS_INT)),
    Row("float", "multiply(6, None)", undeclared(READ_AS_INT)),
    Row("float", "multiply(6, '2.5')", undeclared(READ_AS_INT)),
    Row("float", "multiply(6, Index(2))"),
    Row("float", "multiply(6, Float(2.5))"),
    Row("float", "multiply(6, np.float32(2.5))"),
    Row(
        "float",
        "multiply(6, ctypes.c_float(2.5))",
        undeclared(READ_AS_INT),
        sensible="15.0",
    ),
]

CALLS = [
    Row("call", "multiply()", undeclared(READ_AS_INT)),
    Row("call", "multiply(6)", undeclared(READ_AS_INT)),
    Row("call", "multiply(6, 2.5, 1)"),
    Row("call", "multiply(int_param=6, float_param=2.5)", undeclared(NO_ARGUMENTS)),
    Row("call", "multiply(6, 2.5, color='red')"),
]

BOOLS = [
    Row("bool", "logical_and(True, True)", undeclared(NO_BOOL)),
    Row(
        "bool",
        "logical_and(True, 2)",
        undeclared(NO_BOOL),
        sensible="True",
        differs="truth",
    ),
    Row(
        "bool",
        "logical_and(True, None)",
        undeclared(NO_BOOL),
        sensible="False",
        differs="truth",
    ),
    Row(
        "bool",
        "logical_and(True, 'no')",
        undeclared(NO_BOOL),
        sensible="True",
        differs="truth",
    ),
    Row("bool", "logical_and(True, np.True_)", sensible="True", differs="truth"),
]

TEXTS = [
    Row("str", "repeat('ab', 3)"),
    Row("str", "repeat(b'ab', 3)", sensible="'ababab'"),
    Row("str", "repeat(text('é'), 2)"),
    Row("str", "repeat(text('a\\0b'), 2)"),
    Row("str", "repeat(text('\\ud800'), 2)"),
    Row("str", "repeat(b'\\xff', 2)"),
    Row("str", "repeat(text('ab'), -1)", differs="out_of_range"),
    Row("str", "repeat(text('ab'), 2**62)"),
    Row("str", "repeat(text('ab'), 2**64)", differs="out_of_range"),
]

COMPLEX = [
    Row("complex", "multiply_complex(1 + 2j, 3 - 4j)"),
    Row("complex", "multiply_complex(1 + 2j, '3j')"),
]

SCALE = "; scale_in_place(v, 2.0) or v.tolist()"
ARRAYS = [
    Row("array", f"v = np.ones(2){SCALE}"),
    Row("array", f"v = np.ones((2, 2)){SCALE}", differs="dimensions"),
    Row("array", f"v = np.array([]){SCALE}"),
    Row("array", f"v = read_only(np.ones(2)){SCALE}", differs="wrong_layout"),
    Row("array", f"v = np.ones(6)[::2]{SCALE}", differs="wrong_layout"),
    Row("array", f"v = misaligned(np.ones(2)){SCALE}"),
    Row("array", "v = [1.0, 2.0]; scale_in_place(v, 2.0) or v", sensible="[2.0, 4.0]"),
    Row("array", "dot(np.ones(2), np.ones(3))"),
    Row(
        "array",
        "dot(np.ones(2, 'float32'), np.ones(2, 'float32'))",
        undeclared(OVERREAD),
        sensible="2.0",
        differs="wrong_elements",
    ),
    Row(
        "array",
        "dot(np.ones(2, 'int64'), np.ones(2, 'int64'))",
        sensible="2.0",
        differs="wrong_elements",
    ),
    Row(
        "array",
        "dot(np.ones(2, '>f8'), np.ones(2, '>f8'))",
        sensible="2.0",
        differs="wrong_elements",
    ),
    Row("array", "dot([1.0, 1.0], [1.0, 1.0])", sensible="2.0"),
    Row("array", "dot(b'8 bytes!', b'8 bytes!')", differs="wrong_elements"),
]

ANY_SELF = "a method that is written in Python takes anything for its self"

MAP = "v = np.arange(3.0); map_in_place(v, {}) or v.tolist()"
CTYPES = ("ctypes undeclared", "ctypes declared")
UNSET = dict.fromkeys(CTYPES, UNSET_STATUS)
CALLBACKS = [
    Row("callback", MAP.format("lambda x: x + 5")),
    Row("callback", MAP.format("fail_at_1"), UNSET),
    Row("callback", MAP.format("interrupt_at_1"), UNSET),
    Row("callback", MAP.format("lambda x: 'ten'"), UNSET),
    Row("callback", MAP.format("lambda x: None"), UNSET),
    Row("callback", MAP.format("3"), UNSET),
    Row(
        "callback",
        "v = array('d', [5]); map_in_place(v, lambda x: v.extend(v) or x) or list(v)",
        {"ctypes undeclared": FREED_ARRAY, "ctypes declared": UNSET_STATUS},
        sensible="[5.0, 5.0]",
    ),
]

OBJECTS = [
    Row("object", "p = product(1.5); multiply_by(p, 2.0) or value_of(p)"),
    Row("object", "p = product(1.5); close(p); value_of(p)"),
    Row("object", "p = product(1.5); close(p); multiply_by(p, 2.0)"),
    Row("object", "p = product(1.5); close(p); close(p)"),
    Row(
        "object",
        "p = product(1.5); multiply_by(p, Float(2.0, lambda: close(p)))",
    ),
    # `free` gets a copy of the pointer: who still has the other knows nothing of it.
    Row("object", "p = product(1.5); free(p); value_of(p)", every_c(FREED)),
    Row("object", "p = product(1.5); free(p); free(p)", every_c(FREED_TWICE)),
    Row(
        "object",
        "multiply_by(None, 2.0)",
        {"Cython": NOT_CHECKED},
        differs=ANY_SELF,
    ),
    Row("object", "multiply_by(4096, 2.0)", differs=ANY_SELF),
]

RUST = [
    Row("library", "panic()", differs="panic"),
    Row(
        "library",
        "f = multiply_of_dropped_library(); f(6, 2)",
        undeclared(READ_AS_INT),
    ),
    Row("library", "f = multiply_of_closed_library(); f(6, 2)"),
]

ROWS = [
    *NUMBERS, *CALLS, *BOOLS, *TEXTS, *COMPLEX, *ARRAYS, *CALLBACKS, *OBJECTS, *RUST,
]  # fmt: skip


class Index:
    """An integer for whoever asks by `__index__`."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value

    def __repr__(self) -> str:
        return f"Index({self.value})"


class Float:
    """A float for whoever asks by `__float__`; it may do something meanwhile."""

    def __init__(self, value: float, meanwhile: Any = lambda: None) -> None:
        self.value = value
        self.meanwhile = meanwhile

    def __float__(self) -> float:
        self.meanwhile()
        return self.value

    def __repr__(self) -> str:
        return f"Float({self.value})"


def read_only(values: np.ndarray[Any, Any]) -> Any:
    """Return a copy that must not be written to."""
    return np.frombuffer(values.tobytes())


def misaligned(values: np.ndarray[Any, Any]) -> Any:
    """Return a copy that lies at no multiple of eight."""
    memory = bytearray(b"\0" + values.tobytes())
    return np.frombuffer(memory, offset=1)


def fail_at_1(value: float) -> float:
    """Fail at the second element of 0, 1, 2."""
    return fail(ZeroDivisionError("on purpose")) if value == 1.0 else value + 5


def interrupt_at_1(value: float) -> float:
    """Do what Ctrl-C does, at the second element."""
    return fail(KeyboardInterrupt()) if value == 1.0 else value + 5


def fail(error: BaseException) -> NoReturn:
    """Raise, where only an expression is allowed."""
    raise error


HELPERS: dict[str, Any] = {
    "np": np,
    "math": math,
    "array": array,
    "ctypes": ctypes,
    "Index": Index,
    "Float": Float,
    "read_only": read_only,
    "misaligned": misaligned,
    "fail_at_1": fail_at_1,
    "interrupt_at_1": interrupt_at_1,
}
