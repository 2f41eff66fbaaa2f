"""Awaiting Rust: what is measured, and what the table says of it."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path

import pytest

from compare import run_files
from compare.cost import awaits
from compare.report import tables


@pytest.mark.parametrize(
    ("package", "names"),
    [
        ("cmult_pyo3", ["sleep", "thread", "future", "object"]),
        ("cmult_cffi", ["sleep", "thread"]),
    ],
)
def test_a_binding_is_measured(package: str, names: list[str]) -> None:
    tool = importlib.import_module(package)
    found = asyncio.run(awaits.measure(tool, rounds=2, calls=3))
    assert {name: len(rounds) for name, rounds in found.items()} == dict.fromkeys(
        names, 2
    )
    assert all(time > 0 for rounds in found.values() for time in rounds)


def test_the_table(tmp_path: Path) -> None:
    results = {
        "ctypes-finished": {
            "sleep": [1e-6, 2e-6, 3e-6],
            "thread": [4e-5, 4e-5, 4e-5],
            "future": [5e-5, 5e-5, 5e-5],
            "object": [6e-5, 6e-5, 6e-5],
        },
        "cffi-finished": {"sleep": [2e-6], "thread": [4e-5]},
    }
    run_files.save(tmp_path, run_files.ASYNCIO, results)
    rows = tables.all_tables(tmp_path)["asyncio.md"].splitlines()[2:]
    assert [[cell.strip() for cell in row.strip("|").split("|")] for row in rows] == [
        ["ctypes", "1 µs (2 µs)", "40 µs (40 µs)", "50 µs (50 µs)", "60 µs (60 µs)"],
        ["CFFI", "2 µs (2 µs)", "40 µs (40 µs)", "", ""],
    ]
