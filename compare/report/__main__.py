"""Write the tables and plots of runs again: `python -m compare.report [FOLDER...]`.

They are made from the JSON files beside them. Without a folder, all runs that are
kept in compare/runs are done.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from compare import run_files
from compare.report import plots, scaling, tables, two_runs


def files_of(folder: Path) -> dict[str, str]:
    """Return what a run's tables and plots should say, by file name."""
    folder = folder.resolve()  # to be compared with those that are kept
    files = tables.all_tables(folder) | plots.all_plots(folder)
    files |= scaling.files_of(folder)
    earlier = [run for run in run_files.committed_runs() if run.name < folder.name]
    if earlier and folder.parent == earlier[-1].parent:
        files["two-days.md"] = two_runs.table(earlier[-1], folder)
    return files


def render(folder: Path) -> None:
    """Write a run's tables and plots, and remove those that it has no data for."""
    wanted = files_of(folder)
    for path in [*folder.glob("*.md"), *folder.glob("*.svg")]:
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        run_files.write_text(folder / name, text)


def keep(folder: Path, part: str, results: Any) -> None:
    """Save one part of a run, write its tables anew, and print the one of that part."""
    run_files.save(folder, part, results)
    render(folder)
    print((folder / part).with_suffix(".md").read_text("utf-8"))


if __name__ == "__main__":
    for run in [Path(name) for name in sys.argv[1:]] or run_files.committed_runs():
        if not (run / run_files.MACHINE).exists():
            sys.exit(f"error: {run} is not the folder of a run")
        render(run)
        print(f"rendered {run.name}")
