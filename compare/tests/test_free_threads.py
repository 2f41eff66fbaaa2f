"""What a second thread gains: measured by any interpreter, shown if a run has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import run_files
from compare.cost import free_threads, plain
from compare.report import tables
from compare.tests import fake


def test_two_threads_do_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free_threads, "CALLS", 5)
    done: list[float] = []

    class Product(plain.Product):
        def multiply_by(self, factor: float) -> None:
            done.append(id(self))

    monkeypatch.setattr(plain, "Product", Product)
    works = free_threads.works(plain)
    assert list(works) == free_threads.KINDS
    for kind, products in [(free_threads.EACH, 2), (free_threads.SHARED, 1)]:
        done.clear()
        assert free_threads.seconds(works[kind]) > 0
        assert len(done) == 10
        assert len(set(done)) == products


def test_a_run_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit):  # no folder of a run
        free_threads.main(["--into", str(tmp_path)])
    fake.save(tmp_path)
    assert "free-threads.md" not in tables.all_tables(tmp_path)
    times = {free_threads.MULTIPLY: {free_threads.ONE: [1.0], free_threads.TWO: [1.25]}}
    run_files.save(
        tmp_path,
        run_files.FREE_THREADS,
        {free_threads.FREE: {"seconds": {"pyo3-finished": times}}},
    )
    assert tables.all_tables(tmp_path)["free-threads.md"].endswith(
        "| PyO3 | 1.60 |  |  |  |  |  |\n"
    )
