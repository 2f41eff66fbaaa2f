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

from compare import plots, render, store, tables
from compare.behaviour import matrix
from compare.tests import fake


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a made-up run."""
    fake.save(tmp_path)
    return tmp_path


def test_every_part_of_a_run_is_shown(run: Path) -> None:
    assert sorted(render.files_of(run)) == [
        "behaviour.svg",
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
        "glue.md",
        "machine.md",
        "size-cost.svg",
        "threads.md",
    ]


def test_the_tables_say_what_was_measured(run: Path) -> None:
    found = tables.all_tables(run)
    assert found["call-scalars.md"].splitlines() == [
        "| tool | form | minimum | median | ratio to C |",
        "| --- | --- | --: | --: | --: |",
        "| empty loop | baseline | 4 ns | 4.5 ns | 0.2 |",
        "| C extension | floor | 20 ns | 25 ns | 1.0 |",
        "| ctypes, declared | raw | 350 ns | 355 ns | 18 |",
        "| ctypes | finished | 600 ns | 650 ns | 30 |",
        "| PyO3 | finished | 31 ns | 32 ns | 1.6 |",
    ]
    # A hundred callbacks are measured, one is told.
    assert "| C extension | floor | 40 ns |" in found["call-callback.md"]
    assert "1.0 (20 ns) | 1.0 (40 ns)" in found["calls.md"]
    # A call of 1 µs pays from ten elements of 0.1 µs on, and NumPy's from the first.
    assert "| ctypes | 10 | 1 |" in found["break-even.md"]
    assert found["threads.md"].endswith("| held |  |  | released | 2.00 |\n")
    assert "| 12.3 s | 1.3 s | 3.0 s | 251 kB | 495 kB | 426 µs |" in found["build.md"]
    assert "| PyO3 | 500 |  |  | 27 | 527 | 39 |  |" in found["glue.md"]
    assert "| GIL | yes |" in found["machine.md"]
    assert "note" not in found["machine.md"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1.234e-9, "1.23 ns"),
        (99.96e-9, "100 ns"),
        (999.6e-9, "1 µs"),
        (0.04567, "45.7 ms"),
        (2.5, "2.5 s"),
    ],
)
def test_durations_have_three_digits(seconds: float, words: str) -> None:
    assert tables.duration(seconds) == words


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


def test_the_plots_are_pictures_with_words(run: Path) -> None:
    for name, text in plots.all_plots(run).items():
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


def test_the_heat_map_reads_without_its_colours() -> None:
    text = plots.heat_map(fake.MATRIX)
    words = {
        "".join(element.itertext()).strip()
        for element in ET.fromstring(text).iter("{http://www.w3.org/2000/svg}text")
    }
    assert {"ctypes", "PyO3", "multiply(2**40, 2.5)", "a panic"} <= words
    assert {"≠ 0.0", "! OverflowError", "✖ SIGABRT"} <= words
    assert {"≠ silently wrong", "! exception", "✖ crash"} <= words, "the legend"


def test_the_same_run_gives_the_same_bytes_in_another_process(run: Path) -> None:
    render.render(run)
    before = {path.name: path.read_bytes() for path in run.iterdir()}
    for path in [*run.glob("*.md"), *run.glob("*.svg")]:
        path.unlink()
    # Another seed for hashes, and settings that a user may have.
    (run / "matplotlibrc").write_text("grid.linewidth: 5\n")
    subprocess.run(
        [sys.executable, "-m", "compare.render", str(run)],
        cwd=store.HERE.parent,
        env=os.environ | {"PYTHONHASHSEED": "7", "MATPLOTLIBRC": str(run)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (run / "matplotlibrc").unlink()
    assert {path.name: path.read_bytes() for path in run.iterdir()} == before


def test_a_table_without_its_data_is_removed(run: Path) -> None:
    render.render(run)
    (run / store.THREADS).unlink()
    render.render(run)
    assert not (run / "threads.md").exists()


def test_the_newest_run_has_the_matrix_that_is_tested() -> None:
    newest = store.committed_runs()[-1]
    kept = store.load(newest, store.BEHAVIOUR)
    assert kept == matrix.data(matrix.committed()), "`just bless` puts it there"


def test_making_the_kept_runs_again_changes_nothing() -> None:
    runs = store.committed_runs()
    assert runs
    for folder in runs:
        made = render.files_of(folder)
        packages = store.load(folder, store.MACHINE)["packages"]
        same_plots = packages["matplotlib"] == version("matplotlib")
        kept = {path.name for path in folder.iterdir() if path.suffix != ".json"}
        assert kept == made.keys()
        for name, text in made.items():
            # Another matplotlib may place a label a hair's breadth further left.
            if same_plots or not name.endswith(".svg"):
                assert (folder / name).read_text("utf-8") == text, f"{folder}/{name}"
