"""From what was found out about the tools to rows, for the terminal and for a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

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


def cells(record: Record) -> list[str]:
    """Write a tool that was run as a row."""
    return [
        record["name"],
        record["version"],
        record["takes"],
        outcome(record["answer"]),
        f"{record['ratio']:.2f}" if "ratio" in record else "",
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


def short(text: str) -> str:
    """Break a long name of an exception where a word begins."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "\n", text)


def short_tag(tag: str) -> str:
    """Leave the platform of a wheel's tag out: it is this one, or any."""
    return tag.rpartition("-")[0] or "no wheel"


def terminal(results: Mapping[str, Record]) -> Table:
    """Write those that were run so that it fits 80 columns: two lines for each."""
    table = Table(title=f"{CALL} on more roads", padding=(0, 1, 0, 0), show_lines=True)
    for heading in (
        "tool\nversion", "takes", "answer", "to C", "lines\n+build",
        "module\nwheel", *ODD,
    ):  # fmt: skip
        table.add_column(heading, overflow="fold")
    for record in results.values():
        if "answer" not in record:
            continue
        value = record["answer"].get("returned")
        table.add_row(
            f"{record['name']}\n{record['version']}",
            record["takes"],
            "13.8" if value == RIGHT else outcome(record["answer"]),
            f"{record['ratio']:.2f}" if "ratio" in record else "",
            f"{record['lines']}\n+{record['build lines']}",
            f"{words.size(record['module bytes'])}\n{short_tag(record['wheel tag'])}",
            *(short(outcome(record["odd"][name])) for name in ODD),
        )
    return table
