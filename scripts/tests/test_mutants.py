"""The table of faults fits the code: each text is there, once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import mutants

MUTANTS = mutants.table()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.key)
def test_it_can_be_planted(mutant: mutants.Mutant) -> None:
    assert mutant.planted() != (mutants.ROOT / mutant.path).read_text(encoding="utf-8")


def test_every_demo_has_some_and_each_is_another() -> None:
    assert {mutant.demo for mutant in MUTANTS} == set(mutants.TOOLS)
    assert len({mutant.key for mutant in MUTANTS}) == len(MUTANTS) >= 40
