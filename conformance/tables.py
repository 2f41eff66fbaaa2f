"""Readers of the two tables, `bindings.toml` and `cases.toml`."""

from __future__ import annotations

import builtins
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .api import PUBLIC, Binding

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """Reads a table of this folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Tool:
    """One binding, and how it differs by nature."""

    module: str
    tool: str
    panic: str


TOOLS = [Tool(module, **traits) for module, traits in read("bindings.toml").items()]


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
    exception: type[BaseException]
    names: str | None

    def __str__(self) -> str:
        return f"{self.function}({self.arguments})"

    def call(self, binding: Binding) -> object:
        """Makes the call."""
        names = {name: getattr(binding, name) for name in PUBLIC}
        return eval(str(self), {"array": array, **names})


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
        exception=getattr(builtins, case["raises"]),
        names=case.get("names"),
    )
    for function, cases in CASES["refusals"].items()
    for case in cases
]

# What an error of the core becomes: the exception, and its words.
CORE_ERRORS: dict[str, tuple[type[BaseException], str]] = {
    error: (getattr(builtins, text["raises"]), text["message"])
    for error, text in CASES["errors"].items()
}
