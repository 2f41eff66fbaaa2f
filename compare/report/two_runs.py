"""What two runs on different days say: `python -m compare.report.two_runs OLD NEW`.

Where the intervals of a ratio overlap, the two agree about it; where they do not, the
ratio belongs to its day, or what it measures has changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from compare import run_files
from compare.cost import ratios
from compare.report import words
from compare.report.tables import FLOOR, KINDS, Calls, Table, rows_of


def two_runs(old: Calls, new: Calls) -> Table:
    """Every ratio that both runs have, those first that changed the most."""
    found = []
    for key, kind in KINDS.items():
        both = old.get(key, {}).keys() & new.get(key, {}).keys()
        if not (kind.for_all and FLOOR in both):
            continue
        for who, tool, form in rows_of(dict.fromkeys(both - {FLOOR})):
            was, now = (ratios.ratio(calls[key], who, FLOOR) for calls in (old, new))
            if was and now:
                row = [kind.title, tool, form, words.ratio(was), words.ratio(now)]
                change = now.value / was.value
                found.append((max(change, 1 / change), [*row, f"{change:.2f}"]))
    found.sort(key=lambda pair: -pair[0])
    return ["kind", "tool", "form", "old", "new", "new / old"], [r for _, r in found]


def table(old: Path, new: Path) -> str:
    """Two runs side by side, where only the day can have made a difference.

    The finished bindings and the floor of whatever does work are changed from run to
    run; who takes two numbers with no help of ours is not.
    """
    runs = [run_files.load(run, run_files.CALLS) for run in (old, new)]
    head, rows = two_runs(*({"scalars": run["scalars"]} for run in runs))
    days = [run.name[: len("2026-01-31")] for run in (old, new)]
    head = ["tool", "form", *days, head[-1]]
    rows = [row[1:] for row in rows if row[2] != "finished"]
    return words.markdown(head, rows, left=2)


if __name__ == "__main__":
    runs = [run_files.load(Path(name), run_files.CALLS) for name in sys.argv[1:3]]
    print(words.markdown(*two_runs(*runs), left=3), end="")
