"""Tables and plots: made from a run alone, and always the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.metadata import version
from pathlib import Path

import pytest

from compare import ROOT, run_files
from compare.cost.ratios import Ratio
from compare.report import __main__ as report
from compare.report import plots, tables, two_runs, words
from compare.tests import fake


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a made-up run."""
    fake.save(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is made of it: drawn once, since that takes a while."""
    folder = tmp_path_factory.mktemp("run")
    fake.save(folder)
    return report.files_of(folder)


def test_every_part_of_a_run_is_shown(files: dict[str, str]) -> None:
    assert sorted(files) == [
        "break-even.md",
        "build.md",
        "call-arrays-1.md",
        "call-arrays-1.svg",
        "call-arrays-1000.md",
        "call-arrays-1000.svg",
        "call-arrays-1000000.md",
        "call-arrays-1000000.svg",
        "call-callback.md",
        "call-callback.svg",
        "call-scalars.md",
        "call-scalars.svg",
        "calls.md",
        "distances.md",
        "limited-api.md",
        "lines.md",
        "machine.md",
        "pickle.md",
        "size-cost.svg",
        "threads.md",
        "wheels.md",
    ]


def test_the_tables_say_what_was_measured(files: dict[str, str]) -> None:
    found = files
    assert found["call-scalars.md"].splitlines() == [
        "| tool | form | best round | ordinary round | ratio to C |",
        "| --- | --- | --: | --: | --: |",
        "| empty loop | taken off | 5 ns | 5 ns |  |",
        "| C extension | floor | 20 ns | 25 ns | 1.00 (1.00\N{EN DASH}1.00) |",
        "| ctypes, declared | raw | 300 ns | 375 ns | 15.0 (15.0\N{EN DASH}15.0) |",
        "| PyO3 | raw | 25 ns | 31.2 ns | 1.25 (1.25\N{EN DASH}1.25) |",
        "| ctypes | finished | 600 ns | 750 ns | 30.0 (30.0\N{EN DASH}30.0) |",
        "| PyO3 | finished | 31 ns | 38.8 ns | 1.55 (1.50\N{EN DASH}1.65) |",
    ]
    # A hundred callbacks are measured, one is told.
    assert "| C extension | floor | 40 ns |" in found["call-callback.md"]
    assert "1 (20 ns) | 1 (40 ns)" in found["calls.md"]
    assert "| ctypes | 2.00 (2.00\N{EN DASH}2.00) |" in found["distances.md"]
    assert "| PyO3 | 1.24 (1.20\N{EN DASH}1.32) |" in found["distances.md"]
    # A call of 1 µs pays from ten elements of 0.1 µs on, and NumPy's from the first.
    assert "| ctypes | 10 | 1 |" in found["break-even.md"]
    assert "| ctypes | 6 µs | 3.00 (3.00\N{EN DASH}3.00) |" in found["pickle.md"]
    gain = "2.00 (1.60\N{EN DASH}2.20)"
    assert found["threads.md"].endswith(f"| held |  |  | released | {gain} |\n")
    assert "| 12.3 s | 1.3 s | 3.0 s | 251 kB | 495 kB | 426 µs |" in found["build.md"]
    assert "| 20 ns | 30 ns | 1.50 |" in found["limited-api.md"]
    shipped = "| `cp311-abi3-manylinux_2_17_x86_64` | 287 kB | 2.17 |"
    assert shipped in found["wheels.md"]
    assert "| tool | Rust | Python | finished | raw | build |" in found["lines.md"]
    assert "| PyO3 | 500 | 27 | 527 | 88 | 39 |  |" in found["lines.md"]
    assert "| GIL | yes |" in found["machine.md"]
    assert "note" not in found["machine.md"]


def test_a_build_that_says_its_glibc_has_a_column_for_it() -> None:
    old = fake.BUILD["pyo3-finished"]
    header, _ = tables.build_table({"pyo3-finished": old})
    assert "glibc" not in header
    header, rows = tables.build_table({"pyo3-finished": old | {"glibc": "2.34"}})
    assert (header[-1], rows[0][-1]) == ("glibc", "2.34")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Ratio(1.454, 1.41, 1.5), "1.45 (1.41\N{EN DASH}1.50)"),
        (Ratio(29.97, 29.0, 31.25), "30.0 (29.0\N{EN DASH}31.2)"),
        (Ratio(1234.0, 1200.0, 1300.0), "1,234 (1,200\N{EN DASH}1,300)"),
        (Ratio(2.0), "2.00"),
        (None, ""),
    ],
)
def test_a_ratio_has_three_digits_and_its_interval(
    found: Ratio | None, said: str
) -> None:
    assert words.ratio(found) == said


def test_two_runs_are_laid_side_by_side() -> None:
    header, rows = two_runs.two_runs(fake.CALLS, fake.CALLS)
    assert header[-1] == "new / old"
    assert {row[-1] for row in rows} == {"1.00"}
    slower = fake.kind(
        c_floor=fake.sample(*[2e-8] * 3), pyo3_finished=fake.sample(*[6.2e-8] * 3)
    )
    _, rows = two_runs.two_runs(fake.CALLS, fake.CALLS | {"scalars": slower})
    assert rows[0][:3] == ["two scalars", "PyO3", "finished"]
    assert rows[0][-1] == "2.00"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1.234e-9, "1.23 ns"),
        (99.96e-9, "100 ns"),
        (999.6e-9, "1 µs"),
        (0.04567, "45.7 ms"),
        (2.5, "2.5 s"),
    ],
)
def test_durations_have_three_digits(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said


@pytest.mark.parametrize(
    ("tool", "other", "length"),
    [
        ({1: 1.0, 100: 1.0}, {1: 2.0, 100: 3.0}, 1),
        ({1: 5.0, 100: 5.0}, {1: 2.0, 100: 3.0}, None),
        ({1: 10.0, 100: 10.0}, {1: 1.0, 100: 100.0}, 10),
        # Only what lasts counts.
        ({1: 1.0, 4: 4.0, 16: 1.0}, {1: 2.0, 4: 1.0, 16: 4.0}, 8),
        # Two digits: the measured lengths are too far apart for more.
        ({1: 123.0, 1000: 123.0}, {1: 1.0, 1000: 1000.0}, 120),
        ({}, {1: 1.0}, None),
    ],
)
def test_break_even(
    tool: dict[int, float], other: dict[int, float], length: int | None
) -> None:
    assert tables.break_even(tool, other) == length


def test_the_plots_are_pictures_with_words(files: dict[str, str]) -> None:
    drawn_files = {name: text for name, text in files.items() if name.endswith("svg")}
    assert drawn_files
    for name, text in drawn_files.items():
        root = ET.fromstring(text)
        space = "{http://www.w3.org/2000/svg}"
        title, description = (root.find(space + tag) for tag in ("title", "desc"))
        assert title is not None and title.text, name
        assert description is not None and description.text, name
        assert root.get("role") == "img"
        # Text is text, and every colour is one of those that dark pages change.
        assert len(list(root.iter(space + "text"))) > 3
        drawn = text[text.index("</style>") :]
        assert set(re.findall(r"#[0-9a-f]{6}\b", drawn)) == set()
        assert "prefers-color-scheme: dark" in text
        for colour in re.findall(r"var\(--(\w+)\)", text):
            assert colour in plots.PALETTE
        assert "url(http" not in text
        assert not re.search(r"20\d\d-\d\d-\d\d", text), "no date"


def test_the_same_run_gives_the_same_bytes_in_another_process(
    run: Path, files: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    # Another seed for hashes, and settings that a user may have.
    settings = tmp_path_factory.mktemp("settings") / "matplotlibrc"
    settings.write_text("grid.linewidth: 5\n")
    subprocess.run(
        [sys.executable, "-m", "compare.report", str(run)],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7", "MATPLOTLIBRC": str(settings)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    made = {path for path in run.iterdir() if path.suffix != ".json"}
    assert {path.name: path.read_text("utf-8") for path in made} == files


def test_a_table_without_its_data_is_removed(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plots, "all_plots", lambda _folder: {})
    report.render(run)
    assert (run / "threads.md").exists()
    (run / run_files.THREADS).unlink()
    report.render(run)
    assert not (run / "threads.md").exists()


def test_making_the_kept_runs_again_changes_nothing() -> None:
    runs = run_files.committed_runs()
    assert runs
    for folder in runs:
        made = report.files_of(folder)
        packages = run_files.load(folder, run_files.MACHINE)["packages"]
        same_plots = packages["matplotlib"] == version("matplotlib")
        kept = {path.name for path in folder.iterdir() if path.suffix != ".json"}
        assert kept == made.keys()
        for name, text in made.items():
            # Another matplotlib may place a label a hair's breadth further left.
            if same_plots or not name.endswith(".svg"):
                assert (folder / name).read_text("utf-8") == text, f"{folder}/{name}"
