"""The table: today's, the committed one, how they differ, and what to think of it."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.behaviour.adapters import COLUMNS, FINISHED, RAW
from compare.behaviour.cell import Cell
from compare.behaviour.inputs import ROWS, Row
from compare.behaviour.server import Server
from compare.machine import crate_versions, package_versions

COMMITTED = Path(__file__).resolve().parent.parent / "matrix.json"

Cells = dict[str, Cell]  # one row: column -> cell

# The finished bindings agree, and a test sees to it: any of them is the contract.
CONTRACT = FINISHED[0].name

TOOLS = ("cffi", "cython", "nanobind", "numpy", "pybind11", "cxx", "pyo3")


@dataclass(frozen=True)
class Matrix:
    """A whole table, and what it was made with."""

    made_with: dict[str, str]
    rows: dict[str, Cells]  # input -> column -> cell


# ANCHOR: verdicts
VERDICTS = {
    "right": ("✓", "does what the finished binding does"),
    "lenient": ("≈", "answers sensibly where the finished binding refuses"),
    "too strict": ("⊗", "refuses what the finished binding takes"),
    "refused": ("⊘", "raises, but another exception than the finished binding"),
    "status": ("#", "returns a code, and nobody has to look at it"),
    "silently wrong": ("≠", "gives a wrong answer, as if it were right"),
    "garbage": ("?", "does something else each time, or on each machine"),
    "hang": ("∞", "does not come back"),
    "crash": ("✖", "ends the interpreter"),
    "n/a": ("-", "has nothing of the kind"),
}
# ANCHOR_END: verdicts


# ANCHOR: verdict
def same(cell: Cell, contract: Cell, row: Row) -> bool:
    """Return whether a cell does what the contract says; words do not count."""
    if cell.kind != "exception" or contract.kind != "exception":
        return (cell.kind, cell.text) == (contract.kind, contract.text)
    return bool(row.classes_differ) or (
        cell.exception_class == contract.exception_class
    )


def verdict(cell: Cell, contract: Cell, row: Row) -> str:
    """Return what to think of a cell, one of VERDICTS."""
    if cell.kind == "n/a":
        return "n/a"
    if same(cell, contract, row):
        return "right"
    if cell.kind == "exception":
        return "refused" if contract.kind == "exception" else "too strict"
    if cell.kind == "value":
        return "lenient" if cell.text == row.sensible else "silently wrong"
    return cell.kind


# ANCHOR_END: verdict


def made_with() -> dict[str, str]:
    """Return the versions that a table depends on."""
    versions = package_versions() | crate_versions()
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "system": f"{platform.system()} {platform.machine()}",
        **{tool: versions[tool] for tool in TOOLS},
    }


def settled(cell: Cell, row: Row, column: str) -> Cell:
    """Return the cell as it is kept: of garbage, nothing is."""
    why = row.garbage.get(column, "")
    if why and cell.kind in {"value", "status", "crash", "hang"}:
        return Cell("garbage", why)
    return cell


def run(
    rows: Sequence[Row] = ROWS,
    columns: Sequence[str] = tuple(COLUMNS),
    done: Callable[[], object] = lambda: None,
) -> Matrix:
    """Run every cell, some columns at a time; `done` is called after each."""

    def run_column(column: str) -> list[Cell]:
        cells = []
        with Server(column) as server:
            for row in rows:
                cells.append(settled(server.run(row.code, row.limit), row, column))
                done()
        return cells

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(columns, pool.map(run_column, columns), strict=True))
    return Matrix(
        made_with(),
        {
            row.code: {column: found[column][i] for column in columns}
            for i, row in enumerate(rows)
        },
    )


def dumps(matrix: Matrix) -> str:
    """Return the table as JSON with a line for each cell, for a readable diff."""

    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    versions = ",\n".join(
        f"    {line(key)}: {line(value)}" for key, value in matrix.made_with.items()
    )
    rows = ",\n".join(
        f"    {line(code)}: {{\n"
        + ",\n".join(
            f"      {line(column)}: {line(cell.as_json())}"
            for column, cell in cells.items()
        )
        + "\n    }"
        for code, cells in matrix.rows.items()
    )
    return f'{{\n  "made with": {{\n{versions}\n  }},\n  "rows": {{\n{rows}\n  }}\n}}\n'


def loads(text: str) -> Matrix:
    """Return the table that JSON holds."""
    found = json.loads(text)
    rows = {
        code: {column: Cell(**cell) for column, cell in cells.items()}
        for code, cells in found["rows"].items()
    }
    return Matrix(found["made with"], rows)


def committed() -> Matrix:
    """Return the committed table."""
    return loads(COMMITTED.read_text(encoding="utf-8"))


def blessed(old: Matrix | None, new: Matrix) -> Matrix:
    """Return the table to commit: new cells, old ones for rows that were not run."""
    rows = (old.rows if old else {}) | new.rows
    return Matrix(new.made_with, {r.code: rows[r.code] for r in ROWS if r.code in rows})


def same_ground(one: Matrix, other: Matrix) -> bool:
    """Return whether two tables come from the same Python on the same system.

    Otherwise the interpreter's own words differ, the signals, and the numbers that
    come of a wrong call.
    """
    return all(
        one.made_with[key] == other.made_with[key] for key in ("python", "system")
    )


def in_short(cell: Cell) -> str:
    """Return what must be the same with any Python: the kind, and a class."""
    return f"{cell.kind} {cell.exception_class}".strip()


def in_full(cell: Cell) -> str:
    """Return everything that a cell says."""
    printed = f" (printed: {cell.printed})" if cell.printed else ""
    return f"{cell.kind}: {cell.text}{printed}"


def differences(
    expected: Matrix, found: Matrix, code: str, say: Callable[[Cell], str]
) -> list[str]:
    """Return how a row differs from what is expected, a line for each cell."""
    nothing = Cell("missing", "")
    old, new = expected.rows.get(code, {}), found.rows.get(code, {})
    return [
        f"{code} | {column}:\n    was {say(was)}\n    is  {say(now)}"
        for column in {**old, **new}
        if say(was := old.get(column, nothing)) != say(now := new.get(column, nothing))
    ]


def changed_versions(expected: Matrix, found: Matrix) -> list[str]:
    """Return which tools have another version than when a table was made."""
    return [
        f"{key}: was {expected.made_with.get(key)}, is {now}"
        for key, now in found.made_with.items()
        if expected.made_with.get(key) != now
    ]


def disagreements(matrix: Matrix, row: Row) -> list[str]:
    """Return which finished bindings do not do what the others do."""
    cells = matrix.rows[row.code]
    return [
        f"{row.code} | {column.name}: {in_full(cells[column.name])}"
        for column in FINISHED
        if not same(cells[column.name], cells[CONTRACT], row)
    ]


def promised(cells: Cells) -> str:
    """Return in short what the finished bindings do: a value, or a class."""
    finished = [cells[column.name] for column in FINISHED]
    classes = sorted({cell.exception_class for cell in finished} - {""})
    contract = cells[CONTRACT]
    return " or ".join(classes) or (
        contract.text if contract.kind == "value" else contract.kind
    )


def data(matrix: Matrix) -> dict[str, Any]:
    """Return the table with verdicts, for the book: raw columns, then the contract."""
    names = [column.name for column in RAW]
    rows = []
    for row in ROWS:
        cells = matrix.rows[row.code]
        rows.append(
            {
                "group": row.group,
                "input": row.code,
                "promised": promised(cells),
                "cells": [
                    cells[name].as_json()
                    | {"verdict": verdict(cells[name], cells[CONTRACT], row)}
                    for name in [*names, CONTRACT]
                ],
            }
        )
    return {
        "made with": matrix.made_with,
        "verdicts": [
            {"verdict": word, "symbol": symbol, "meaning": meaning}
            for word, (symbol, meaning) in VERDICTS.items()
        ],
        "columns": [*names, "finished"],
        "rows": rows,
    }


def markdown(matrix: Matrix) -> str:
    """Return the verdicts as a table in Markdown, with the meaning of each."""
    table = data(matrix)
    lines = [
        "| input | " + " | ".join(table["columns"]) + " |",
        "|---" * (1 + len(table["columns"])) + "|",
    ]
    for row in table["rows"]:
        words = []
        for cell in row["cells"][:-1]:
            symbol, _ = VERDICTS[cell["verdict"]]
            words.append(f"{symbol} {cell['verdict']}")
        words.append(row["promised"])
        code = row["input"].replace("|", "\\|")
        lines.append(f"| `{code}` | " + " | ".join(words) + " |")
    meanings = [f"- {symbol} **{w}**: {m}" for w, (symbol, m) in VERDICTS.items()]
    return "\n".join([*lines, "", *meanings, ""])
