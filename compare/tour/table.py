"""The rows of the side-by-side table: output, result, cost and size of each tool."""

from __future__ import annotations

from collections import Counter
from typing import Any

from compare.cost import compiled, lines, threads, timing
from compare.cost.calls import all_kinds
from compare.cost.contenders import C_FLOOR, FINISHED, Contender
from compare.cost.prepare import EMPTY_LOOP, RefusedError, calls_of, load
from compare.report import words
from compare.tour.answers import Outcome

HEADER = [
    "tool",
    "printed on the other side",
    "returned",
    "agrees",
    "a call",
    "to C",
    "module",
    "lines",
    "GIL",
]
# Some 0.3 s for everybody together: enough to see who is fast, not by how much.
ROUNDS, SLICE_SECONDS = 12, 0.003
# Who holds the GIL is watched for this long.
GIL_SECONDS = 0.02


def costs() -> dict[str, dict[str, Any]]:
    """Return what each tool costs, by its label.

    Raises:
        RefusedError: a debug build, or a wrong answer.
    """
    everybody = [C_FLOOR, *FINISHED]
    tools, _ = load(everybody)
    scalars = next(kind for kind in all_kinds() if kind.key == "scalars")
    calls = calls_of(scalars, tools, everybody)
    with timing.pinned():
        times = timing.interleave(calls, ROUNDS, SLICE_SECONDS)
    # Without the loop around the call, as `ratios` has it.
    seconds = {
        who: min(rounds) - min(times[EMPTY_LOOP]) for who, rounds in times.items()
    }
    found = {}
    for contender in everybody:
        if contender.key in tools:
            found[contender.label] = {
                "seconds": seconds[contender.key],
                "policy": threads.policy(tools[contender.key], GIL_SECONDS),
                **size_and_lines(contender),
            }
            if C_FLOOR.key in tools:
                ratio = seconds[contender.key] / seconds[C_FLOOR.key]
                found[contender.label]["ratio"] = ratio
    return found


def size_and_lines(contender: Contender) -> dict[str, int]:
    """Return the size of a binding's module and its lines of code."""
    if not contender.demo:
        return {}
    return {
        "bytes": compiled.stripped_size(compiled.module_of(contender.package)),
        "lines": lines.total(lines.finished(contender.demo)),
    }


def records_of(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """Return one record for each road, and one for the C extension."""
    try:
        cost = costs()
    except RefusedError as error:
        # The outputs are still worth seeing; why there are no times is said instead.
        print(f"not timed: {error}")
        cost = {}
    returned = Counter(o.returned for o in outcomes if o.returned is not None)
    usual = returned.most_common(1)[0][0] if returned else None
    records = [
        {
            "tool": outcome.road.tool,
            "printed": outcome.printed.strip() or outcome.error,
            "returned": outcome.returned,
            "agrees": outcome.returned is not None and outcome.returned == usual,
            **cost.get(outcome.road.tool, {}),
        }
        for outcome in outcomes
    ]
    if C_FLOOR.label in cost:
        records.append({"tool": f"({C_FLOOR.label})", **cost[C_FLOOR.label]})
    return records


def in_words(record: dict[str, Any]) -> list[str]:
    """Write a record as a row of the table; what it lacks stays empty."""
    agrees = {True: "yes", False: "NO", None: ""}[record.get("agrees")]
    returned = record.get("returned")

    def word(name: str, write: Any) -> str:
        return str(write(record[name])) if name in record else ""

    return [
        record["tool"],
        record.get("printed", ""),
        "" if returned is None else repr(returned),
        agrees,
        word("seconds", words.duration),
        word("ratio", words.times),
        word("bytes", words.size),
        word("lines", str),
        word("policy", threads.in_words),
    ]
