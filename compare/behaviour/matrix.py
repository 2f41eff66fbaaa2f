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

from compare import run_files
from compare.behaviour.columns import COLUMNS, FINISHED, RAW
from compare.behaviour.inputs import ROWS, Row
from compare.behaviour.one_input import Cell
from compare.behaviour.processes import Server
from compare.machine import crate_versions, package_versions

COMMITTED = Path(__file__).resolve().parent / "matrix.json"

Cells = dict[str, Cell]  # one row: column -> cell

# What else the table depends on, beside Python and the system.
MADE_WITH = ("cffi", "cython", "nanobind", "numpy", "pybind11", "cxx", "pyo3")


@dataclass(frozen=True)
class Matrix:
    """A whole table, and what it was made with."""

    made_with: dict[str, str]
    rows: dict[str, Cells]  # input -> column -> cell


VERDICTS = {
    "right": ("✓", "does what a finished binding does"),
    "lenient": ("≈", "answers sensibly where the finished bindings refuse"),
    "too strict": ("⊗", "refuses what the finished bindings take"),
    "refused": ("⊘", "raises, but another exception than the finished bindings"),
    "status": ("#", "returns a code, and nobody has to look at it"),
    "silently wrong": ("≠", "gives a wrong answer, as if it were right"),
    "garbage": ("?", "does something else each time, or on each machine"),
    "hang": ("∞", "does not come back"),
    "crash": ("✖", "ends the interpreter"),
    "n/a": ("-", "has nothing of the kind"),
}


def finished(cells: Cells) -> list[Cell]:
    """Return what the five finished bindings do."""
    return [cells[column.name] for column in FINISHED]


# ANCHOR: verdict
def essence(cell: Cell) -> tuple[str, str]:
    """Return what counts: an answer, or an exception's class, not its words."""
    return cell.kind, cell.exception_class or cell.text


def verdict(cell: Cell, cells: Cells, row: Row) -> str:
    """Return what to think of a cell, one of VERDICTS."""
    if cell.kind == "n/a":
        return "n/a"
    promised = finished(cells)
    if essence(cell) in map(essence, promised):
        return "right"
    if cell.kind == "exception":
        refused = any(other.kind == "exception" for other in promised)
        return "refused" if refused else "too strict"
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
        **{tool: versions[tool] for tool in MADE_WITH},
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


def row_data(row: Row, cells: Cells) -> dict[str, Any]:
    """Return a row with everything that the book says about it."""
    return {
        "group": row.group,
        "input": row.code,
        "promised": promised(cells),
        "cells": {
            column: cell.as_json() | {"verdict": verdict(cell, cells, row)}
            for column, cell in cells.items()
        },
    }


def data(matrix: Matrix) -> dict[str, Any]:
    """Return the table with its verdicts, as it is committed and as the book has it."""
    return {
        "made with": matrix.made_with,
        "verdicts": [
            {"verdict": word, "symbol": symbol, "meaning": meaning}
            for word, (symbol, meaning) in VERDICTS.items()
        ],
        "raw": [column.name for column in RAW],
        "finished": [column.name for column in FINISHED],
        "rows": [
            row_data(row, matrix.rows[row.code])
            for row in ROWS
            if row.code in matrix.rows
        ],
    }


def dumps(matrix: Matrix) -> str:
    """Return the table as JSON with a line for each cell, for a readable diff."""
    return run_files.dumps(data(matrix)) + "\n"


def loads(text: str) -> Matrix:
    """Return the table that JSON holds; verdicts are made anew."""
    found = json.loads(text)
    rows = {}
    for row in found["rows"]:
        for cell in row["cells"].values():
            del cell["verdict"]
        rows[row["input"]] = {name: Cell(**cell) for name, cell in row["cells"].items()}
    return Matrix(found["made with"], rows)


def committed() -> Matrix:
    """Return the committed table."""
    return loads(COMMITTED.read_text(encoding="utf-8"))


def blessed(old: Matrix, new: Matrix) -> Matrix:
    """Return the table to commit: new cells, old ones for rows that were not run."""
    rows = old.rows | new.rows
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
    """Return how the finished bindings differ, unless the row says why."""
    cells = matrix.rows[row.code]
    differ = len(set(map(essence, finished(cells)))) > 1
    if differ == bool(row.differs):
        return []
    if row.differs:
        return [f"{row.code} | all do the same: nobody differs by {row.differs!r}"]
    return [
        f"{row.code} | {column.name}: {in_full(cells[column.name])}"
        for column in FINISHED
    ]


def promised(cells: Cells) -> str:
    """Return in short what the finished bindings do: a value, or a class."""
    said = (
        cell.text if cell.kind == "value" else cell.exception_class or cell.kind
        for cell in finished(cells)
    )
    return " or ".join(dict.fromkeys(said))
