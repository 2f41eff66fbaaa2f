"""One machine and then many, from a run's scale.json: a table and a plot."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matplotlib.ticker import FuncFormatter

from compare import run_files
from compare.cost.ratios import Ratio
from compare.report import plots, words
from compare.report.tables import Table, break_even, machine_table
from compare.scale import ways
from compare.scale.ways import ONE

# The road that the plot is of, where it was measured: the lines of all are the same.
DRAWN = "PyO3"

# Colour, marker, line.
LINES = {
    ways.ONE: ("ink", "s", "-"),
    ways.THREADS: ("green", "^", "-"),
    ways.PICKLED: ("orange", "o", "--"),
    ways.SHARED: ("blue", "D", "-"),
    ways.SENT: ("pink", "v", "--"),
    ways.THERE: ("sky", "P", "-"),
}

# What a way takes on a road, by size: its best round.
Curve = dict[int, float]


def curve(work: Mapping[str, Any], way: str, road: str) -> Curve:
    """Return the seconds by size, the shortest of each."""
    return {int(size): min(rounds) for size, rounds in work[way][road].items()}


def pays_from(
    work: Mapping[str, Any], way: str, road: str, by_time: bool
) -> float | None:
    """Return the size from which on a way is faster than one thread.

    A size is a number of elements, or the seconds that one thread works.
    """
    base, other = curve(work, ONE, road), curve(work, way, road)
    if not by_time:
        return break_even(other, base)
    nanoseconds = {size: round(1e9 * seconds) for size, seconds in base.items()}
    other, base = (
        {nanoseconds[size]: seconds for size, seconds in curve.items()}
        for curve in (other, base)
    )
    found = break_even(other, base)
    return found and found / 1e9


def in_words(found: list[float | None], by_time: bool) -> str:
    """Say what the roads say: from the smallest size to the largest, or never."""
    sizes = sorted(size for size in found if size is not None)
    said = [words.duration(size) if by_time else f"{size:,.0f}" for size in sizes]
    said += ["never"] * (len(found) - len(sizes))
    return " to ".join(dict.fromkeys((said[0], said[-1])))


def table(results: Mapping[str, Any], kind: str) -> Table:
    """Every way on every road: time at the largest size, and from what size it pays."""
    work = results[kind]
    roads, by_time = list(work[ONE]), kind == "compound"
    largest = max(curve(work, ONE, roads[0]))
    rows = []
    for way in work:
        row = [way]
        if kind == "dot":
            row.append(words.in_bytes(results["crosses"][way]))
        for road in roads:
            one, seconds = (curve(work, who, road)[largest] for who in (ONE, way))
            row.append(
                f"{words.ratio(Ratio(seconds / one))} ({words.duration(seconds)})"
            )
        found = [pays_from(work, way, road, by_time) for road in roads]
        rows.append([*row, "" if way == ONE else in_words(found, by_time)])
    if by_time:
        return [f"compound, {largest:,} steps", *roads, "pays from work of"], rows
    return [f"dot, {largest:,} elements", "crosses", *roads, "pays from"], rows


def start_table(results: Mapping[str, Any]) -> Table:
    """How long it takes until the workers are there."""
    rows = [[way, words.duration(taken)] for way, taken in results["start"].items()]
    return ["way", "start"], rows


def plot(results: Mapping[str, Any]) -> str:
    """Draw the time of a dot product over its size, one line for each way."""
    work = results["dot"]
    road = DRAWN if DRAWN in work[ONE] else next(iter(work[ONE]))
    with plots.figure(7.5, 5.2) as (drawing, axes):
        for way in work:
            colour, marker, line = LINES[way]
            found = sorted(curve(work, way, road).items())
            axes.plot(
                *zip(*found, strict=True),
                color=plots.COLOUR[colour],
                marker=marker,
                markersize=5,
                linestyle=line,
                linewidth=1.4,
                label=way,
            )
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda n, _: f"{n:,.0f}"))
        axes.yaxis.set_major_formatter(FuncFormatter(plots.nanoseconds))
        axes.grid()
        axes.set_axisbelow(True)
        axes.set_xlabel("elements in each array, logarithmic")
        axes.set_ylabel(f"time of dot(a, b) with {road}, logarithmic")
        axes.legend(fontsize=9)
        told = "; ".join(
            f"{way} {words.duration(list(curve(work, way, road).values())[-1])}"
            for way in work
        )
        description = (
            "A line chart with logarithmic axes, one line for each way. At the largest "
            f"size: {told}."
        )
        return plots.svg(drawing, "One dot product, one machine and many", description)


def files_of(folder: Path) -> dict[str, str]:
    """Return the tables and the plot, by file name; none if nothing was measured."""
    results = run_files.load(folder, run_files.SCALE)
    if not results:
        return {}
    return {
        "scale-dot.md": words.markdown(*table(results, "dot")),
        "scale-compound.md": words.markdown(*table(results, "compound")),
        "scale-start.md": words.markdown(*start_table(results)),
        "scale-machine.md": words.markdown(*machine_table(results["set-up"]), left=2),
        "scale.svg": plot(results),
    }
