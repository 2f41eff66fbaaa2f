"""Threads: who lets others run, and what two of them gain."""

from __future__ import annotations

import sys
import threading
import time
from array import array
from collections.abc import Callable, Mapping
from typing import Any

from compare.cost.calls import FLOAT_PARAM, INT_PARAM

SHORT, LONG = 1_000, 100_000
RELEASED, HELD = "released", "held"


def releases_gil(call: Callable[[], object], seconds: float = 0.1) -> bool:
    """Find out whether other Python threads can run during a call.

    Python takes the GIL from a thread after its switch interval. With an interval
    that never ends, another thread gets it only if somebody lets go of it by
    himself. Who does is seen at once; who does not is watched for `seconds`.
    """
    ran = threading.Event()
    gate = threading.Lock()
    gate.acquire()

    def other() -> None:
        gate.acquire()
        ran.set()

    thread = threading.Thread(target=other, daemon=True)
    thread.start()
    time.sleep(0.001)  # until it waits at the gate
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        gate.release()
        end = time.perf_counter() + seconds
        while not ran.is_set() and time.perf_counter() < end:
            call()
        seen = ran.is_set()
    finally:
        sys.setswitchinterval(interval)
        thread.join()
    return seen


def policy(tool: Any, seconds: float = 0.1) -> dict[str, str]:
    """Return, for each kind of work, whether the GIL is released or held."""
    short, long = (array("d", [1.0]) * length for length in (SHORT, LONG))
    works: dict[str, Callable[[], object]] = {
        "multiply": lambda: tool.multiply(INT_PARAM, FLOAT_PARAM),
        "short array": lambda: tool.dot(short, short),
        "long array": lambda: tool.dot(long, long),
        "compound": lambda: tool.compound(1.0, 1.0, 100_000),
    }
    functions = {"multiply": "multiply", "compound": "compound"}
    return {
        name: RELEASED if releases_gil(work, seconds) else HELD
        for name, work in works.items()
        if hasattr(tool, functions.get(name, "dot"))
    }


def in_words(policy: Mapping[str, str]) -> str:
    """Say a policy in a few words."""
    released = [work for work, what in policy.items() if what == RELEASED]
    if not released:
        return "held"
    if len(released) == len(policy):
        return "released in every call"
    if released == ["long array", "compound"]:
        return "released in long work"
    works = ", ".join(released).replace("short array, long array", "arrays")
    return f"released in {works}"


def two_threads(
    compound: Callable[[float, float, int], float], times: int, rounds: int
) -> dict[str, list[float]]:
    """Do the same work twice in a row and in two threads; return both times.

    In turns, like everything that is compared here.
    """

    def work() -> None:
        compound(1.0, 1.0, times)

    def in_a_row() -> None:
        work()
        work()

    def side_by_side() -> None:
        other = threading.Thread(target=work)
        other.start()
        work()
        other.join()

    taken: dict[str, list[float]] = {"in a row": [], "side by side": []}
    for _ in range(rounds):
        for name, both in (("in a row", in_a_row), ("side by side", side_by_side)):
            start = time.perf_counter()
            both()
            taken[name].append(time.perf_counter() - start)
    return taken
