"""Asks the tools, in their own environment: standard library and `compare` only.

    python -m compare.roads.ask call MODULE CODE    one call, in this process
    python -m compare.roads.ask time MODULE...      everybody in turns, with the floor

What came of it is printed as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

from compare.cost import timing
from compare.cost.calls import FLOAT_PARAM, INT_PARAM, Call, call_scalars

FLOOR, EMPTY_LOOP = "c_floor", "empty-loop"
ROUNDS, SLICE_SECONDS = 50, 0.003


def call(module: str, code: str) -> dict[str, Any]:
    """Make one call; say what it returned or raised."""
    tool = importlib.import_module(module)
    try:
        value = eval(code, {"multiply": tool.multiply})
    except Exception as error:
        return {"raised": type(error).__name__, "message": str(error)}
    return {"returned": repr(value)}


def time(*modules: str) -> dict[str, float]:
    """Return the seconds of one call, without the loop around it; the best round's."""
    calls = {EMPTY_LOOP: Call("pass", {})}
    for module in (FLOOR, *modules):
        calls[module] = call_scalars(importlib.import_module(module))
        timing.check(module, calls[module], INT_PARAM * FLOAT_PARAM)
    with timing.pinned():
        times = timing.interleave(calls, ROUNDS, SLICE_SECONDS)
    loop = min(times.pop(EMPTY_LOOP))
    return {who: min(rounds) - loop for who, rounds in times.items()}


if __name__ == "__main__":
    _, what, *rest = sys.argv
    print(json.dumps(call(*rest) if what == "call" else time(*rest)))
