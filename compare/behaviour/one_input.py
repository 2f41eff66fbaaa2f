"""What came of one input in one tool."""

from __future__ import annotations

import ast
import re
from dataclasses import asdict, dataclass
from typing import Any

from compare.behaviour.columns import FUNCTIONS, Namespace
from compare.behaviour.inputs import HELPERS
from compare.raw_calls import Status

LONGEST = 300


@dataclass(frozen=True)
class Cell:
    """One cell: its kind, and what there is to say about it.

    | kind | text |
    |---|---|
    | value | what the last expression is |
    | status | the code that a C function returned |
    | exception | its class and its message |
    | crash | the signal that ended the process |
    | hang | the time limit |
    | garbage | why nothing can be said |
    | n/a | what the tool lacks |
    """

    kind: str
    text: str
    # The last line on standard error, for what only complains there and goes on.
    printed: str = ""

    @property
    def exception_class(self) -> str:
        """The class of the exception, if it is one."""
        return self.text.partition(":")[0] if self.kind == "exception" else ""

    def as_json(self) -> dict[str, str]:
        """Return what is written to the table: no line without a meaning."""
        return {key: value for key, value in asdict(self).items() if value}


def masked(text: str) -> str:
    """Return a text in one line, without what differs from run to run."""
    # pybind11 puts the whole traceback into the message.
    text = re.sub(r"\n+At:\n.*", " At: …", text, flags=re.DOTALL)
    text = re.sub(r"0x[0-9a-fA-F]{4,}", "0x…", text)
    text = re.sub(r"(?<![\w.])(/[\w.+-]+){2,}", "<path>", text)
    text = re.sub(r"\.rs:\d+:\d+", ".rs", text)
    text = re.sub(r"\d{30,}", lambda m: f"<{len(m[0])} digits>", text)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def last_line(stderr: str) -> str:
    """Return the line of a standard error that says what went wrong."""
    lines = [line for line in stderr.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("note: ")]
    return masked(lines[-1]) if lines else ""


def perform(code: str, offers: Namespace) -> Cell:
    """Run one input in this process, with what a tool offers."""
    tree = ast.parse(code)
    asked = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if lacking := sorted(asked & FUNCTIONS - offers.keys()):
        return Cell("n/a", f"has no {', '.join(lacking)}")
    *statements, last = tree.body
    assert isinstance(last, ast.Expr)
    names: dict[str, Any] = {**HELPERS, **offers}
    try:
        exec(compile(ast.Module(statements, []), "<input>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<input>", "eval"), names)
    except BaseException as error:
        # PyO3 names the argument in a note.
        message = " / ".join([str(error), *getattr(error, "__notes__", [])])
        return Cell("exception", masked(f"{type(error).__name__}: {message}"))
    kind = "status" if isinstance(value, Status) else "value"
    return Cell(kind, masked(repr(value)))
