"""`python -m compare`: the side-by-side table; exit 1 if the tools disagree.

The same table is written to target/compare, as JSON and as Markdown.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from rich.console import Console
from rich.table import Table

from compare import run_files
from compare.report import words
from compare.tour.answers import FLOAT_PARAM, INT_PARAM, ROADS, agree, call
from compare.tour.table import HEADER, in_words, records_of


def main() -> int:
    """Call every tool, print what came back and what it cost."""
    with ThreadPoolExecutor() as pool:
        outcomes = list(pool.map(call, ROADS))
    records = records_of(outcomes)
    lines = [in_words(record) for record in records]

    table = Table(title=f"cmult({INT_PARAM}, {FLOAT_PARAM}) on every road")
    for heading in HEADER:
        table.add_column(heading)
    for line in lines:
        table.add_row(*line)
    # Wide enough for a line of the tutorial also where nobody is watching.
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(table)

    # To the last digit: the answers are the point.
    run_files.write_text(
        run_files.SCRATCH / "tour.json", run_files.dumps(records) + "\n"
    )
    text = words.markdown(HEADER, lines, left=len(HEADER))
    run_files.write_text(run_files.SCRATCH / "tour.md", text)

    if not agree(outcomes):
        print("error: the tools do not agree", file=sys.stderr)
        return 1
    print(f"All {len(outcomes)} agree on {outcomes[0].rounded}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
