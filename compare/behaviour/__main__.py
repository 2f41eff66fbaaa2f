"""The behaviour matrix: run it, look at it, check it, or commit it anew.

python -m compare.behaviour                   run, show, compare; 1 if it differs
python -m compare.behaviour --row close       the same, for some rows, in full
python -m compare.behaviour --tool PyO3       raw and finished side by side
python -m compare.behaviour --bless           run twice and write matrix.json
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from fnmatch import fnmatch

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from compare import run_files
from compare.behaviour import matrix
from compare.behaviour.columns import COLUMNS, FINISHED, RAW
from compare.behaviour.inputs import ROWS, Row
from compare.behaviour.matrix import VERDICTS, Matrix, verdict

# A colour helps to find a word again; it never stands alone.
COLOURS = {
    "right": "green",
    "lenient": "cyan",
    "too strict": "blue",
    "refused": "blue",
    "status": "yellow",
    "silently wrong": "bold red",
    "garbage": "magenta",
    "hang": "bold red",
    "crash": "bold red",
    "n/a": "dim",
}


def shown(word: str) -> str:
    """Return a verdict as it is shown: its sign, its name, its colour."""
    sign, _ = VERDICTS[word]
    return f"[{COLOURS[word]}]{sign} {word}[/]"


def run(rows: list[Row], console: Console) -> Matrix:
    """Run some rows under a progress bar."""
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("cells", total=len(rows) * len(COLUMNS))
        return matrix.run(rows, done=lambda: progress.advance(task))


def overview(found: Matrix, rows: list[Row]) -> Table:
    """Return the verdicts of all raw tools, beside what the finished ones do."""
    table = Table(title="What each raw tool makes of it", show_lines=False)
    table.add_column("input", overflow="fold", ratio=1)
    for column in RAW:
        table.add_column(column.name, max_width=11)
    table.add_column("finished", overflow="fold", max_width=20)
    total = {column.name: Counter[str]() for column in RAW}
    for before, row in zip([None, *rows], rows, strict=False):
        if before and before.group != row.group:
            table.add_section()
        cells = found.rows[row.code]
        words = {c.name: verdict(cells[c.name], cells, row) for c in RAW}
        for name, word in words.items():
            total[name][word] += 1
        promised = escape(matrix.promised(cells))
        table.add_row(escape(row.code), *map(shown, words.values()), promised)
    table.add_section()
    for word in VERDICTS:
        table.add_row(shown(word), *(str(total[c.name][word] or "") for c in RAW), "")
    return table


def details(found: Matrix, row: Row) -> Table:
    """Return one row in full: every tool, raw and finished."""
    table = Table(title=escape(row.code), title_justify="left")
    for heading in ("tool", "verdict", "what came of it"):
        table.add_column(heading, overflow="fold")
    cells = found.rows[row.code]
    for column in (*RAW, *FINISHED):
        if column is FINISHED[0]:
            table.add_section()
        cell = cells[column.name]
        word = verdict(cell, cells, row)
        table.add_row(column.name, shown(word), escape(matrix.in_full(cell)))
    return table


def side_by_side(found: Matrix, rows: list[Row], tool: str) -> Table:
    """Return one tool: its raw forms, and its finished form beside them."""
    columns = [column for column in COLUMNS.values() if column.tool == tool]
    table = Table(title=tool, show_lines=True)
    table.add_column("input", overflow="fold", ratio=1)
    for column in columns:
        table.add_column(column.name, overflow="fold", ratio=1)
    for row in rows:
        cells = found.rows[row.code]
        table.add_row(
            escape(row.code),
            *(
                f"{shown(verdict(cells[c.name], cells, row))}\n"
                f"{escape(matrix.in_full(cells[c.name]))}"
                for c in columns
            ),
        )
    return table


def chosen(pattern: str | None) -> list[Row]:
    """Return the rows whose group or input has a pattern in it."""
    if pattern is None:
        return ROWS
    wanted = f"*{pattern}*"
    rows = [r for r in ROWS if r.group == pattern or fnmatch(r.code, wanted)]
    if not rows:
        sys.exit(f"error: no input is like {pattern!r}")
    return rows


def bless(rows: list[Row], console: Console) -> int:
    """Run the rows twice; write the table if both say the same."""
    first, second = run(rows, console), run(rows, console)
    changing = [
        line
        for row in rows
        for line in matrix.differences(first, second, row.code, matrix.in_full)
    ]
    if changing:
        print("error: two runs differ: is it garbage by nature?", file=sys.stderr)
        print(*changing, sep="\n", file=sys.stderr)
        return 1
    new = matrix.blessed(matrix.committed(), second)
    run_files.write_text(matrix.COMMITTED, matrix.dumps(new))
    cells = sum(map(len, new.rows.values()))
    print(f"{matrix.COMMITTED.name}: {len(new.rows)} inputs, {cells} cells")
    return 0


def check(found: Matrix, rows: list[Row]) -> int:
    """Say what differs from the committed table, and where the finished ones do."""
    expected = matrix.committed()
    alike = matrix.same_ground(expected, found)
    say = matrix.in_full if alike else matrix.in_short
    differ = [
        line
        for row in rows
        for line in matrix.differences(expected, found, row.code, say)
    ]
    divided = [line for row in rows for line in matrix.disagreements(found, row)]
    if not alike:
        made = f"{expected.made_with['python']} on {expected.made_with['system']}"
        print(f"The table is for Python {made}: here no messages are compared.")
    if differ:
        print("error: not as committed (--bless accepts it):", file=sys.stderr)
        told = [*differ, *matrix.changed_versions(expected, found)]
        print(*told, sep="\n", file=sys.stderr)
    if divided:
        print("error: the finished bindings do not agree:", file=sys.stderr)
        print(*divided, sep="\n", file=sys.stderr)
    return 1 if differ or divided else 0


def main() -> int:
    """Do what the arguments say."""
    assert __doc__ is not None
    title, _, usage = __doc__.partition("\n")
    parser = argparse.ArgumentParser(
        prog="python -m compare.behaviour",
        description=title,
        epilog=usage,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--row", metavar="PATTERN", help="a group, or part of an input")
    parser.add_argument("--tool", choices=[c.tool for c in FINISHED])
    parser.add_argument("--bless", action="store_true", help="write the table")
    wanted = parser.parse_args()

    rows = chosen(wanted.row)
    # Wide enough for all columns also where nobody is watching.
    console = Console(width=None if sys.stdout.isatty() else 160)
    if wanted.bless:
        return bless(rows, console)
    found = run(rows, console)
    if wanted.tool:
        console.print(side_by_side(found, rows, wanted.tool))
    elif wanted.row:
        for row in rows:
            console.print(details(found, row))
    else:
        console.print(overview(found, rows))
    return check(found, rows)


if __name__ == "__main__":
    sys.exit(main())
