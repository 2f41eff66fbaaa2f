"""Sub-interpreters, from CPython 3.12 on: several Pythons in one process."""

from __future__ import annotations

import importlib
import sys
from typing import Any, Self

from . import child_process
from .api import Binding

# The library's own `concurrent.interpreters`, of 3.14, makes no other than isolated
# ones, which have a GIL of their own.
NAME = "_interpreters" if sys.version_info >= (3, 13) else "_xxsubinterpreters"


class Interpreter:
    """One of them, with a GIL of its own or with that of the main one."""

    def __init__(self, *, own_gil: bool) -> None:
        self.module: Any = importlib.import_module(NAME)
        if sys.version_info >= (3, 13):
            self.number = self.module.create("isolated" if own_gil else "legacy")
        else:
            self.number = self.module.create(isolated=own_gil)

    def run(self, lines: str) -> None:
        """Runs the lines in its `__main__`; what they raise is a RuntimeError."""
        # 3.12 raises one, later versions return what they have to say.
        if failed := self.module.run_string(self.number, lines):
            raise RuntimeError(failed.formatted)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.module.destroy(self.number)

    def imports(self, name: str) -> bool:
        """Does it import a module, or refuse as sub-interpreters are refused?"""
        try:
            self.run(f"import {name}")
        except RuntimeError as error:
            assert is_refusal(str(error)), error
            return False
        return True


# ANCHOR: refusals
REFUSALS = [
    "does not support loading in subinterpreters",  # Python itself
    "this module can only be loaded into one interpreter per process",  # Cython
    "PyO3 modules do not yet support subinterpreters",
]
# ANCHOR_END: refusals


def is_refusal(words: str) -> bool:
    """Are these the words of an ImportError that refuses a sub-interpreter?"""
    return "ImportError" in words and any(refusal in words for refusal in REFUSALS)


def kept_out_by_python(binding: Binding) -> str | None:
    """The module of the standard library, if any, that refuses instead of ours."""
    return child_process.run(
        """
        import sys
        from conformance.interpreters import Interpreter

        with Interpreter(own_gil=True) as other:
            try:
                other.run(f"import {sys.argv[1]}")
            except RuntimeError as error:
                print(*sys.stdlib_module_names.intersection(str(error).split()), end="")
        """,
        binding.__name__,
    )
