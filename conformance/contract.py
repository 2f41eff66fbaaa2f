"""Readers of the two tables, `bindings.toml` and `cases.toml`."""

from __future__ import annotations

import builtins
import tomllib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .api import PUBLIC, Binding

FOLDER = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """Reads a table of this folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


BINDINGS = read("bindings.toml")
# The traits, each with what Python itself does.
PYTHON: dict[str, Any] = BINDINGS.pop("python")


def class_name(error: BaseException) -> str:
    """The class of an exception, as `bindings.toml` writes it."""
    kind = type(error)
    if kind.__module__ == "builtins":
        return kind.__qualname__
    return f"{kind.__module__}.{kind.__qualname__}"


@dataclass(frozen=True)
class Tool:
    """One binding, and its traits."""

    module: str
    tool: str
    # Where it differs from Python: each with `is` and `why`.
    differences: dict[str, dict[str, Any]]

    def trait(self, *names: str) -> set[Any]:
        """What these traits may be: one of the values each time."""
        values: set[Any] = set()
        for name in names:
            default = PYTHON[name]
            value = self.differences.get(name, {}).get("is", default)
            values.update(value if isinstance(value, list) else [value])
        return values

    @property
    def largest_times(self) -> int:
        """The trait `times`."""
        (limit,) = self.trait("times")
        return int(eval(limit))

    @contextmanager
    def refuses(self, *traits: str) -> Iterator[pytest.ExceptionInfo[BaseException]]:
        """Demands an exception of exactly a class that one of the traits names."""
        with pytest.raises(BaseException) as caught:
            yield caught
        assert class_name(caught.value) in self.trait(*traits), repr(caught.value)


TOOLS = [
    Tool(module, section.pop("tool"), section) for module, section in BINDINGS.items()
]


@dataclass(frozen=True)
class Answer:
    """A call that works, or that the core itself refuses."""

    function: str
    arguments: list[Any]
    # Exactly one of the three is there.
    result: Any = None
    after: list[float] | None = None
    error: str | None = None

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(repr, self.arguments))})"


@dataclass(frozen=True)
class Refusal:
    """A call that never reaches the core, as Python code."""

    function: str
    arguments: str
    # Exactly one of the two is there.
    raises: str | None = None
    refused: str | None = None

    def __str__(self) -> str:
        return f"{self.function}({self.arguments})"

    def call(self, binding: Binding) -> object:
        """Makes the call."""
        names = {name: getattr(binding, name) for name in PUBLIC}
        return eval(str(self), {"array": array, "np": np, **names})

    def classes(self, tool: Tool) -> set[str]:
        """The classes, one of which the exception has."""
        return {self.raises} if self.raises else tool.trait(str(self.refused))


CASES = read("cases.toml")

ANSWERS = [
    Answer(
        function,
        case["args"],
        result=case.get("result"),
        after=case.get("after"),
        error=case.get("error"),
    )
    for function, cases in CASES["answers"].items()
    for case in cases
]

REFUSALS = [
    Refusal(
        function,
        case["args"],
        raises=case.get("raises"),
        refused=case.get("refused"),
    )
    for function, cases in CASES["refusals"].items()
    for case in cases
]

# What an error of the core becomes: the exception, and its words.
CORE_ERRORS: dict[str, tuple[type[BaseException], str]] = {
    error: (getattr(builtins, text["raises"]), text["message"])
    for error, text in CASES["errors"].items()
}
