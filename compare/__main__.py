"""`python -m compare`: the side-by-side table; exit 1 if the tools disagree."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from rich.console import Console
from rich.table import Table

from compare.output import FLOAT_PARAM, INT_PARAM, ROADS, agree, call


def main() -> int:
    """Call every tool and print what came back."""
    with ThreadPoolExecutor() as pool:
        outcomes = list(pool.map(call, ROADS))

    table = Table(title=f"cmult({INT_PARAM}, {FLOAT_PARAM}) on every road")
    for heading in ("tool", "printed on the other side", "returned", "in Python"):
        table.add_column(heading)
    for outcome in outcomes:
        printed = outcome.printed.strip() or outcome.error
        returned = "-" if outcome.returned is None else repr(outcome.returned)
        table.add_row(outcome.road.tool, printed, returned, outcome.rounded)
    # Wide enough for a line of the tutorial also where nobody is watching.
    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(table)

    if not agree(outcomes):
        print("error: the tools do not agree", file=sys.stderr)
        return 1
    print(f"All {len(outcomes)} agree on {outcomes[0].rounded}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
