"""Every test that asks for `binding` runs once for each of the five."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Iterator
from typing import cast

import hypothesis
import pytest

from .api import Binding
from .contract import TOOLS, Tool

# Rust reads it at the first panic. Our panics are on purpose, thousands of them in
# test_leaks.py, and a backtrace takes a hundred times as long as the panic.
os.environ["RUST_BACKTRACE"] = "0"

# A shell lets what it runs in the background (`just test &`) ignore Ctrl-C, and every
# child inherits that. What tests of Ctrl-C start must hear it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# No deadline: a busy machine is not a bug. No database: nothing is left behind.
hypothesis.settings.register_profile(
    "conformance", deadline=None, database=None, print_blob=True
)
hypothesis.settings.load_profile("conformance")


@pytest.fixture(scope="session", params=TOOLS, ids=[tool.module for tool in TOOLS])
def tool(request: pytest.FixtureRequest) -> Tool:
    """One row of `bindings.toml`."""
    return cast(Tool, request.param)


@pytest.fixture(scope="session")
def binding(tool: Tool) -> Binding:
    """The module itself. A binding that is missing fails: nothing is skipped."""
    return cast(Binding, importlib.import_module(tool.module))


@pytest.fixture
def short_turns() -> Iterator[None]:
    """Makes Python change between threads as often as it can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)
