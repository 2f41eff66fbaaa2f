"""Tables of the behaviour matrix, as pages show them: `{{#behaviour FILE:WHAT}}`.

FILE is `compare/behaviour/matrix.json`, and WHAT is one of

    verdicts                what each verdict means
    totals                  how often each tool got each verdict
    versions                what the matrix was made with
    int, float, call, ...   one group of inputs, a line each
    multiply(2**31, 2.5)    one input, and what came of it in every tool

The colours come from book.css. They repeat what the words say, and say nothing else.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

Matrix = dict[str, Any]


def anchor(row: dict[str, Any]) -> str:
    """Return the fragment of an input's line: `int-multiply-6-7-2-5`."""
    words = re.sub(r"\W+", "-", row["input"], flags=re.ASCII).strip("-").lower()
    return f"{row['group']}-{words}"


def line(heading: str, cells: Iterable[str], place: str = "") -> str:
    """Return a line of an HTML table; `place` is its fragment."""
    name = f' id="{place}"' if place else ""
    return f'<tr{name}><th scope="row">{heading}</th>{"".join(cells)}</tr>'


def table(kind: str, header: list[str], lines: list[str]) -> list[str]:
    """Return an HTML table; `kind` is its class."""
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    start = [f'<table class="{kind}">', f"<thead><tr>{top}</tr></thead>", "<tbody>"]
    return [*start, *lines, "</tbody>", "</table>"]


def verdict(matrix: Matrix, cell: dict[str, str]) -> str:
    """Return a table's cell: sign, word, and a class that gives it a colour."""
    word = cell["verdict"]
    signs = {known["verdict"]: known["symbol"] for known in matrix["verdicts"]}
    name = re.sub(r"\W", "-", word)
    # A line must not end after the sign.
    return f'<td class="verdict is-{name}">{escape(signs[word])}&nbsp;{word}</td>'


def verdicts(matrix: Matrix) -> list[str]:
    """Return what each verdict means."""
    lines = [
        f"<tr>{verdict(matrix, known)}<td>{escape(known['meaning'])}</td></tr>"
        for known in matrix["verdicts"]
    ]
    return table("verdicts", ["verdict", "the raw tool …"], lines)


def totals(matrix: Matrix) -> list[str]:
    """Return how often each raw tool got each verdict."""
    tools = matrix["raw"]
    counts = [
        Counter(row["cells"][tool]["verdict"] for row in matrix["rows"])
        for tool in tools
    ]
    lines = []
    for known in matrix["verdicts"]:
        word = known["verdict"]
        cells = (f"<td>{count[word] or ''}</td>" for count in counts)
        lines.append(line(f"{escape(known['symbol'])} {word}", cells))
    return table("totals", ["verdict", *tools], lines)


def versions(matrix: Matrix) -> list[str]:
    """Return what the matrix was made with, in one line."""
    return [", ".join(f"{name} {what}" for name, what in matrix["made with"].items())]


def group(matrix: Matrix, rows: list[dict[str, Any]]) -> list[str]:
    """Return some inputs: what each tool makes of them, and what is promised."""
    lines = []
    for row in rows:
        cells = [f"<td><code>{escape(row['promised'])}</code></td>"]
        cells += [verdict(matrix, row["cells"][tool]) for tool in matrix["raw"]]
        lines.append(line(f"<code>{escape(row['input'])}</code>", cells, anchor(row)))
    return table("behaviour", ["input", "finished", *matrix["raw"]], lines)


def one_row(matrix: Matrix, row: dict[str, Any]) -> list[str]:
    """Return one input in full: a line for each tool, raw and then finished."""
    lines = []
    for tool in (*matrix["raw"], *matrix["finished"]):
        cell = row["cells"][tool]
        said = escape(cell["text"])
        if cell["kind"] in {"value", "exception"}:
            said = f"<code>{said}</code>"
        if printed := cell.get("printed"):
            said += f"<br>(printed: <code>{escape(printed)}</code>)"
        lines.append(line(tool, [verdict(matrix, cell), f"<td>{said}</td>"]))
    return table("row", ["tool", "verdict", "what came of it"], lines)


def render(path: Path, what: str) -> list[str]:
    """Return the lines for one directive; LookupError if there is no such part."""
    matrix = json.loads(path.read_text(encoding="utf-8"))
    parts = {"verdicts": verdicts, "totals": totals, "versions": versions}
    if part := parts.get(what):
        return part(matrix)
    if rows := [row for row in matrix["rows"] if row["group"] == what]:
        return group(matrix, rows)
    for row in matrix["rows"]:
        if row["input"] == what:
            return one_row(matrix, row)
    raise LookupError(f"no group or input {what!r}")
