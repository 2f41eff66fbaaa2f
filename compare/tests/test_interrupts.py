"""Ctrl-C in long work: what is measured, and what the table says of it."""

from __future__ import annotations

import importlib
import signal
from pathlib import Path

from compare import run_files
from compare.cost import interrupts
from compare.report import tables


def test_a_binding_is_measured() -> None:
    before = signal.getsignal(signal.SIGALRM)
    found = interrupts.measure_all({"pyo3-raw": Both, "pyo3-finished": Both}, 2)
    assert signal.getsignal(signal.SIGALRM) == before
    assert {name: len(rounds) for name, rounds in found["pyo3-finished"].items()} == {
        "heard": 2, "raw": 2, "finished": 2, "check": 2, "beside": 2
    }  # fmt: skip
    assert all(time > 0 for time in found["pyo3-finished"]["beside"])


class Both:
    """The same function in both forms."""

    compound = staticmethod(importlib.import_module("cmult_pyo3").compound)


def test_the_table(tmp_path: Path) -> None:
    run_files.save(
        tmp_path,
        run_files.INTERRUPTS,
        {
            "pyo3-finished": {
                "heard": [0.01, 0.02, 0.012],
                "raw": [0.05, 0.05, 0.05],
                "finished": [0.05, 0.05, 0.05],
                "check": [0.1, 0.1, 0.1],
                "beside": [0.15, 0.15, 0.15],
            }
        },
    )
    row = tables.all_tables(tmp_path)["interrupts.md"].splitlines()[-1]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells == [
        "PyO3", "12 ms", "20 ms", "1.00 (1.00\N{EN DASH}1.00)",
        "2.00 (2.00\N{EN DASH}2.00)", "3.00 (3.00\N{EN DASH}3.00)",
    ]  # fmt: skip
