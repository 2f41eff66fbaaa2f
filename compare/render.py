"""Write the tables and plots of runs again: `python -m compare.render [FOLDER...]`.

They are made from the JSON files beside them. Without a folder, all runs that are
kept in compare/runs are done, and the newest gets the matrix as it is now.
"""

from __future__ import annotations

import sys
from pathlib import Path

from compare import plots, store, tables
from compare.behaviour import matrix


def files_of(folder: Path) -> dict[str, str]:
    """Return what a run's tables and plots should say, by file name."""
    return tables.all_tables(folder) | plots.all_plots(folder)


def keep_behaviour(folder: Path) -> None:
    """Put what the tools do with bad input into a run, as the tests hold it."""
    store.save(folder, store.BEHAVIOUR, matrix.data(matrix.committed()))


def render(folder: Path) -> None:
    """Write a run's tables and plots, and remove those that it has no data for."""
    wanted = files_of(folder)
    for path in [*folder.glob("*.md"), *folder.glob("*.svg")]:
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        store.write_text(folder / name, text)


if __name__ == "__main__":
    if not sys.argv[1:] and store.committed_runs():
        keep_behaviour(store.committed_runs()[-1])
    for run in [Path(name) for name in sys.argv[1:]] or store.committed_runs():
        if not (run / store.MACHINE).exists():
            sys.exit(f"error: {run} is not the folder of a run")
        render(run)
        print(f"rendered {run.name}")
