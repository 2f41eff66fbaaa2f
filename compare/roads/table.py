"""From what was found out about the tools to rows, for the terminal and for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.table import Table

from compare.report import words

Record = Mapping[str, Any]

# What is asked besides: an int that does not fit, a float for the int, and a float
# that does not fit. The key is how a table writes the argument.
ODD = {
    "2**31": "multiply(2**31, 2.5)",
    "6.7": "multiply(6.7, 2.5)",
    "1e300": "multiply(6, 1e300)",
}
# 2.3 has no exact float of 32 bits: this is what every right answer looks like.
CALL, RIGHT = "multiply(6, 2.3)", "13.799999237060547"
HEADER = [
    "tool", "version", "takes", CALL, "ratio to C", "lines", "to build",
    "module", "wheel", *ODD,
]  # fmt: skip


def outcome(record: Record) -> str:
    """Write what came of a call: a value, an exception's class, or a crash."""
    return str(record.get("returned") or record.get("raised") or record.get("crashed"))


def ratio(record: Record) -> str:
    """Write how much longer a call takes than the floor's; a wrong one has no time."""
    return f"{words.times(record['ratio'])}" if "ratio" in record else "not timed"


def cells(record: Record) -> list[str]:
    """Write a tool that was run as a row."""
    return [
        record["name"],
        record["version"],
        record["takes"],
        outcome(record["answer"]),
        ratio(record),
        str(record["lines"]),
        str(record["build lines"]),
        words.size(record["module bytes"]),
        f"`{record['wheel tag']}`" if record["wheel tag"] else "no wheel",
        *(outcome(record["odd"][name]) for name in ODD),
    ]


def markdown(results: Mapping[str, Record]) -> str:
    """Write all tools as a table, those that could not be had below it."""
    there = [cells(record) for record in results.values() if "answer" in record]
    text = words.markdown(HEADER, there, left=4)
    missing = [r for r in results.values() if "answer" not in r]
    if missing:
        text += "\n" + "\n".join(f"- {line(record)}" for record in missing) + "\n"
    return text


def line(record: Record) -> str:
    """Say why a tool is not in the table."""
    hint = f" ({record['hint']})" if record.get("hint") else ""
    return f"{record['name']}: {record['missing']}{hint}"


def terminal(results: Mapping[str, Record]) -> Table:
    """Write those that were run so that it fits 80 columns: two lines for each."""
    table = Table(
        title=f"{CALL} on more roads, and what does not fit",
        caption=f"13.8 is {RIGHT}: right to the last bit",
        box=box.HORIZONTALS,
        padding=0,
        pad_edge=False,
        show_edge=False,
        show_lines=True,
    )
    for heading in (
        "tool\nversion", "takes\nlines", "answer\nto C", "module\nwheel", *ODD
    ):  # fmt: skip
        table.add_column(heading, overflow="fold")
    for record in results.values():
        if "answer" not in record:
            continue
        answer = outcome(record["answer"])
        table.add_row(
            f"{record['name']}\n{record['version']}",
            f"{record['takes']}\n{record['lines']}+{record['build lines']}",
            f"{'13.8' if answer == RIGHT else answer}\n{ratio(record)}",
            # Without the platform, which is this one, or any.
            f"{words.size(record['module bytes'])}\n"
            + (record["wheel tag"].rpartition("-")[0] or "no wheel"),
            *(outcome(record["odd"][name]) for name in ODD),
        )
    return table
