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


if __name__ == "__main__":
    runs = [run_files.load(Path(name), run_files.CALLS) for name in sys.argv[1:3]]
    print(words.markdown(*two_runs(*runs), left=3), end="")
