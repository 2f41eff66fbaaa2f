"""The side-by-side table of `just compare`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import compare.__main__ as command
from compare import ROOT, run_files
from compare.cost.prepare import RefusedError
from compare.tools import TOOLS
from compare.tour import answers, table
from compare.tour.answers import ROADS, Outcome

RIGHT = [Outcome(road, "    In cmult", 13.8, "") for road in ROADS]
WRONG = [*RIGHT[:-1], Outcome(ROADS[-1], "    In cmult", 13.9, "")]
FAILED = [*RIGHT[:-1], Outcome(ROADS[-1], "", None, "ImportError: gone")]


@pytest.mark.parametrize(
    ("outcomes", "status", "agrees"),
    [
        (RIGHT, 0, ["yes"] * 6),
        (WRONG, 1, [*["yes"] * 5, "NO"]),
        (FAILED, 1, [*["yes"] * 5, "NO"]),
    ],
)
def test_the_table_and_its_verdict(
    outcomes: list[Outcome],
    status: int,
    agrees: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    cost = {
        "seconds": 3.1e-8,
        "ratio": 1.55,
        "bytes": 494_944,
        "lines": 527,
        "policy": {"multiply": "held", "compound": "released"},
    }
    by_road = {outcome.road: outcome for outcome in outcomes}
    monkeypatch.setattr(command, "call", by_road.__getitem__)
    monkeypatch.setattr(table, "costs", lambda: {"PyO3": cost})
    monkeypatch.setattr(run_files, "SCRATCH", tmp_path)
    assert command.main() == status
    printed = capsys.readouterr().out
    assert all(road.tool in printed for road in ROADS)
    for words in ("31 ns", "1.6", "495 kB", "527", "released in compound"):
        assert words in printed
    records = json.loads((tmp_path / "tour.json").read_text())
    assert [record["tool"] for record in records] == [road.tool for road in ROADS]
    assert [table.in_words(record)[3] for record in records] == agrees
    assert (tmp_path / "tour.md").read_text().startswith("| tool | printed")


def test_what_must_not_be_timed_is_still_compared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> None:
        raise RefusedError("cmult_pyo3: _native.so is a debug build")

    monkeypatch.setattr(table, "costs", refused)
    records = table.records_of(RIGHT)
    assert "not timed: cmult_pyo3" in capsys.readouterr().out
    assert table.in_words(records[0])[3:] == ["yes", "", "", "", "", ""]


def test_every_tool_has_its_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = {"ROUNDS": 2, "SLICE_SECONDS": 1e-4, "GIL_SECONDS": 0.005}
    for name, value in quick.items():
        monkeypatch.setattr(table, name, value)
    found = table.costs()
    assert found.keys() == {"C extension", *(tool.name for tool in TOOLS)}
    for tool in TOOLS:
        assert found[tool.name].keys() == {
            "seconds", "ratio", "policy", "bytes", "lines"
        }  # fmt: skip


def test_no_tool_at_all_is_no_agreement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "costs", dict)
    nobody = [Outcome(road, "", None, "gone") for road in ROADS]
    assert not answers.agree(nobody)
    assert {record["agrees"] for record in table.records_of(nobody)[:6]} == {False}


def test_no_picture_is_drawn_and_nothing_imported_that_could() -> None:
    loaded = "import compare.__main__, sys; print('matplotlib' in sys.modules)"
    command = [sys.executable, "-c", loaded]
    assert subprocess.check_output(command, cwd=ROOT).strip() == b"False"
