"""What each tool prints and returns for the tutorial's call, side by side."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

from compare.tools import TOOLS

# Sample data for the call, as in every script of the tutorial.
INT_PARAM, FLOAT_PARAM = 6, 2.3


@dataclass(frozen=True)
class Road:
    """One way from Python to the core."""

    tool: str
    statement: str
    function: str


ROADS = [
    *(Road(t.name, f"from {t.package} import cmult", "cmult") for t in TOOLS),
    Road("C++ library", "from cmult_cxx.raw import cppmult", "cppmult"),
]


@dataclass(frozen=True)
class Outcome:
    """What came of a call: the line on standard output, and the result."""

    road: Road
    printed: str
    returned: float | None
    error: str

    @property
    def rounded(self) -> str:
        """The result as the tutorial shows it."""
        return "-" if self.returned is None else f"{self.returned:.1f}"


def call(road: Road) -> Outcome:
    """Make the call in a process of its own, so that its output is its own."""
    script = (
        f"{road.statement}\n"
        f"answer = {road.function}({INT_PARAM}, {FLOAT_PARAM})\n"
        "print(repr(answer))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60
    )
    *printed, last = done.stdout.splitlines() or [""]
    if done.returncode != 0:
        error = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        return Outcome(road, "", None, error[-1])
    return Outcome(road, "\n".join(printed), float(last), "")


def agree(outcomes: list[Outcome]) -> bool:
    """Whether every tool returned the same, to the last bit."""
    return None not in {o.returned for o in outcomes} and (
        len({o.returned for o in outcomes}) == 1
    )
