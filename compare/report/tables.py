"""Tables in Markdown, from the files of a run and nothing else."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from compare import run_files
from compare.cost import free_threads, lines, ratios
from compare.cost.calls import LENGTHS, all_kinds
from compare.cost.contenders import BY_KEY, C_FLOOR, CONTENDERS
from compare.cost.prepare import EMPTY_LOOP
from compare.cost.ratios import BEST, ORDINARY, Measured
from compare.report.words import duration, markdown, ratio, size
from compare.roads import table as more_roads
from compare.tools import TOOLS

FLOOR = C_FLOOR.key
KINDS = {kind.key: kind for kind in all_kinds()}

Calls = Mapping[str, Measured]
Table = tuple[list[str], list[list[str]]]


def rows_of(results: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield key, tool and form of those who have results, in the usual order."""
    for contender in CONTENDERS:
        if contender.key in results:
            yield contender.key, contender.label, contender.form


def call_ratios(calls: Calls) -> Table:
    """Every contender against the floor, by kind of call."""
    kinds = [
        key
        for key, kind in KINDS.items()
        if FLOOR in calls.get(key, {}) and kind.for_all
    ]
    anybody = {who: None for key in kinds for who in calls[key]}
    rows = []
    for who, tool, form in rows_of(anybody):
        row = [tool, form]
        for key in kinds:
            if who == FLOOR:
                seconds = ratios.seconds(calls[key], who) / KINDS[key].parts
                row.append(f"1 ({duration(seconds)})")
            elif who in calls[key]:
                row.append(ratio(ratios.ratio(calls[key], who, FLOOR)))
            else:
                row.append("")
        rows.append(row)
    return ["tool", "form", *(KINDS[key].title for key in kinds)], rows


def call_times(calls: Calls, kind: str) -> Table:
    """One kind of call: what it takes in the best round, and in the ordinary one."""
    measured, parts = calls[kind], KINDS[kind].parts
    loop = (
        statistics.median(measured[EMPTY_LOOP][which]) for which in (BEST, ORDINARY)
    )
    rows = [["empty loop", "taken off", *map(duration, loop), ""]]
    for who, tool, form in rows_of(measured):
        seconds = (ratios.seconds(measured, who, which) for which in (BEST, ORDINARY))
        row = [tool, form, *(duration(taken / parts) for taken in seconds)]
        rows.append([*row, ratio(ratios.ratio(measured, who, FLOOR))])
    return ["tool", "form", "best round", "ordinary round", "ratio to C"], rows


def distances(calls: Calls) -> Table:
    """How much longer a call takes when it is finished than when it is raw."""
    kinds = [key for key, kind in KINDS.items() if key in calls and kind.for_all]
    rows = []
    for tool in TOOLS:
        raw, finished = f"{tool.key}-raw", f"{tool.key}-finished"
        row = [tool.name]
        for key in kinds:
            both = {raw, finished} <= calls[key].keys()
            row.append(ratio(ratios.ratio(calls[key], finished, raw)) if both else "")
        if any(row[1:]):
            rows.append(row)
    return ["tool", *(KINDS[key].title for key in kinds)], rows


def curves(calls: Calls) -> dict[str, dict[int, float]]:
    """Return the time by length of the array, for everybody in the curve."""
    found: dict[str, dict[int, float]] = {}
    for length in LENGTHS:
        measured = calls.get(f"arrays-{length}", {})
        for who in measured.keys() & BY_KEY.keys():
            if BY_KEY[who].in_curve:
                found.setdefault(who, {})[length] = ratios.seconds(measured, who)
    return found


def break_even(tool: Mapping[int, float], other: Mapping[int, float]) -> int | None:
    """Return the length from which on the tool is faster, if there is one.

    Between two measured lengths the curves are taken for straight lines, on the
    logarithmic axes of the plot.
    """
    lengths = sorted(tool.keys() & other.keys())
    gaps = [math.log(tool[n] / other[n]) for n in lengths]
    slower = [index for index, gap in enumerate(gaps) if gap > 0]
    if not slower:
        return lengths[0] if lengths else None
    last = slower[-1]
    if last == len(lengths) - 1:
        return None
    share = gaps[last] / (gaps[last] - gaps[last + 1])
    step = math.log(lengths[last + 1] / lengths[last])
    return round(float(f"{lengths[last] * math.exp(step * share):.2g}"))


def break_evens(calls: Calls) -> Table:
    """From which length on a call pays, against a loop in Python and against NumPy."""
    found = curves(calls)
    rows = []
    for who, tool, form in rows_of(found):
        if form not in ("finished", "floor"):
            continue
        pays = break_even(found[who], found.get("python", {}))
        loses = break_even(found.get("numpy", {}), found[who])
        rows.append(
            [tool, *("never" if n is None else f"{n:,}" for n in (pays, loses))]
        )
    return ["tool", "faster than a Python loop from", "NumPy is faster from"], rows


def memory_table(calls: Calls) -> Table:
    """Work at the speed of memory, against NumPy's."""
    kinds = [key for key in KINDS if key.startswith("memory-") and key in calls]
    header = ["tool"]
    for key in kinds:
        header += [KINDS[key].title, "ratio to NumPy"]
    rows = []
    for who, tool, _ in rows_of({who: None for key in kinds for who in calls[key]}):
        row = [tool]
        for key in kinds:
            measured = calls[key]
            row.append(
                duration(ratios.seconds(measured, who)) if who in measured else ""
            )
            both = {who, "numpy"} <= measured.keys()
            row.append(ratio(ratios.ratio(measured, who, "numpy")) if both else "")
        rows.append(row)
    return header, rows


def pickle_table(calls: Calls) -> Table:
    """An object that is pickled, and made again, against one of plain Python's."""
    measured = calls["pickle"]
    rows = [
        [
            tool,
            duration(ratios.seconds(measured, who)),
            ratio(ratios.ratio(measured, who, "python")),
        ]
        for who, tool, _ in rows_of(measured)
    ]
    return ["tool", "there and back", "ratio to plain Python"], rows


def thread_table(results: Mapping[str, Any]) -> Table:
    """What two threads gain, and who holds the GIL while it works."""
    rows = []
    for who, tool, form in rows_of(results):
        result = results[who]
        seconds, gil = result["seconds"], result["gil"]
        pairs = zip(seconds["in a row"], seconds["side by side"], strict=True)
        gain = ratios.summary([one / other for one, other in pairs])
        rows.append([tool, form, *(gil.get(work, "") for work in WORKS), ratio(gain)])
    return ["tool", "form", *WORKS, "speed-up of two threads"], rows


WORKS = ["multiply", "short array", "long array", "compound"]


def interrupt_table(results: Mapping[str, Any]) -> Table:
    """How soon a signal is heard in long work, and what that costs."""
    rows = []
    for who, tool, _ in rows_of(results):
        result = results[who]

        def against(
            name: str, other: str, result: Mapping[str, list[float]] = result
        ) -> str:
            pairs = zip(result[name], result[other], strict=True)
            return ratio(ratios.summary([one / two for one, two in pairs]))

        rows.append(
            [
                tool,
                duration(statistics.median(result["heard"])),
                duration(max(result["heard"])),
                against("finished", "raw"),
                against("check", "raw"),
                against("beside", "finished"),
            ]
        )
    header = ["tool", "heard after", "at the latest", "looking after signals"]
    return [*header, "and calling a check", "beside a busy thread"], rows


def asyncio_table(results: Mapping[str, Any]) -> Table:
    """What it takes to await next to no work, in each way that a binding has.

    The best round, and in brackets the ordinary one.
    """

    def both(rounds: list[float]) -> str:
        return f"{duration(min(rounds))} ({duration(statistics.median(rounds))})"

    columns = {
        "sleep": "`asyncio.sleep(0)`",
        "thread": "`asyncio.to_thread`",
        "future": "`aio.compound`",
        "object": "`aio.Compound`",
    }
    rows = []
    for who, tool, _ in rows_of(results):
        times = (results[who].get(name) for name in columns)
        cells = (both(each) if each else "" for each in times)
        rows.append([tool, *cells])
    return ["tool", *columns.values()], rows


def free_thread_table(results: Mapping[str, Any]) -> Table:
    """How much more two threads do than one, without a GIL and with it."""
    columns = [
        (how, kind)
        for how in (free_threads.FREE, free_threads.LOCKED)
        for kind in free_threads.KINDS
    ]
    rows = []
    anybody = {who: None for found in results.values() for who in found["seconds"]}
    for who, tool, _ in rows_of(anybody):
        row = [tool]
        for how, kind in columns:
            times = results.get(how, {}).get("seconds", {}).get(who, {}).get(kind, {})
            pairs = zip(
                times.get(free_threads.ONE, []),
                times.get(free_threads.TWO, []),
                strict=True,
            )
            # Two threads have done twice the work.
            row.append(ratio(ratios.summary([2 * one / two for one, two in pairs])))
        rows.append(row)
    return ["tool", *(f"{kind}, {how}" for how, kind in columns)], rows


def build_table(results: Mapping[str, Any]) -> Table:
    """What a build costs, and what comes of it."""
    header = ["tool", "wheel tag", "cold", "warm", "core changed"]
    header += ["wheel", "module", "import"]
    asked = any(result.get("glibc") for result in results.values())  # not on Windows
    rows = []
    for who, tool, _ in rows_of(results):
        result = results[who]
        rows.append(
            [
                tool,
                f"`{result['wheel tag']}`",
                *(f"{result[f'{name} seconds']:.1f} s" for name in BUILDS),
                size(result["wheel bytes"]),
                size(result["module bytes"]),
                duration(result["import seconds"]),
                *([result.get("glibc", "")] if asked else []),
            ]
        )
    return header + ["glibc"] * asked, rows


BUILDS = ["cold", "warm", "changed"]


def wheel_table(results: Mapping[str, Any]) -> Table:
    """What is shipped, and which glibc it asks for."""
    rows = [
        [
            f"`{wheel['package']}`",
            f"`{wheel['tag']}`",
            size(wheel["bytes"]),
            wheel["glibc"],
        ]
        for wheel in results.values()
    ]
    return ["package", "tag", "wheel", "glibc"], rows


def limited_table(results: Mapping[str, Any]) -> Table:
    """Cython's module for one version of Python, and the one for all."""
    rows = [
        [
            f"`{call}`",
            duration(times["own"]),
            duration(times["limited"]),
            ratio(ratios.Ratio(times["limited"] / times["own"])),
        ]
        for call, times in results.items()
    ]
    return ["call", "for this Python", "limited API", "ratio"], rows


def line_table(results: Mapping[str, Any]) -> Table:
    """Lines of glue: the first attempt, and the finished binding by language."""
    languages = ["Rust", "C", "C++", "Cython", "Python"]
    counted = [results[who]["lines"] for who, _, _ in rows_of(results)]
    used = [name for name in languages if any(name in c["finished"] for c in counted)]
    rows = []
    for (_, tool, _), count in zip(rows_of(results), counted, strict=True):
        row = [tool, *(str(count["finished"].get(name, "")) for name in used)]
        numbers = [count["finished"], count["raw"], count["build"]]
        row += [str(lines.total(number)) for number in numbers]
        shared = count.get("C ABI", {})
        rows.append([*row, str(lines.total(shared)) if shared else ""])
    header = ["tool", *used, "finished", "raw", "build", "shared C ABI"]
    return header, rows


def machine_table(notes: Mapping[str, Any]) -> Table:
    """The set-up of a run."""
    rows = []
    for name, value in notes.items():
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, dict):
            value = ", ".join(f"{key} {item}" for key, item in value.items())
        if value not in ("", None):
            rows.append([name, str(value)])
    return ["set-up", "value"], rows


def all_tables(folder: Path) -> dict[str, str]:
    """Return every table that a run has the data for, by file name."""
    calls = run_files.load(folder, run_files.CALLS)
    tables = {}
    if calls:
        tables["calls.md"] = markdown(*call_ratios(calls), left=2)
        header, rows = distances(calls)
        if rows:
            tables["distances.md"] = markdown(header, rows)
        for key, kind in KINDS.items():
            if kind.for_all and FLOOR in calls.get(key, {}):
                tables[f"call-{key}.md"] = markdown(*call_times(calls, key), left=2)
        if curves(calls):
            tables["break-even.md"] = markdown(*break_evens(calls))
        if any(key.startswith("memory-") for key in calls):
            tables["memory.md"] = markdown(*memory_table(calls))
        if "pickle" in calls:
            tables["pickle.md"] = markdown(*pickle_table(calls))
    if results := run_files.load(folder, run_files.THREADS):
        tables["threads.md"] = markdown(*thread_table(results), left=2 + len(WORKS))
    if results := run_files.load(folder, run_files.INTERRUPTS):
        tables["interrupts.md"] = markdown(*interrupt_table(results))
    if results := run_files.load(folder, run_files.ASYNCIO):
        tables["asyncio.md"] = markdown(*asyncio_table(results))
    if results := run_files.load(folder, run_files.FREE_THREADS):
        tables["free-threads.md"] = markdown(*free_thread_table(results))
    if results := run_files.load(folder, run_files.BUILD):
        tables["build.md"] = markdown(*build_table(results), left=2)
        tables["lines.md"] = markdown(*line_table(results))
    if results := run_files.load(folder, run_files.MORE_ROADS):
        tables["more-roads.md"] = more_roads.markdown(results["tools"])
    if results := run_files.load(folder, run_files.LIMITED_API):
        tables["limited-api.md"] = markdown(*limited_table(results))
    if results := run_files.load(folder, run_files.WHEELS):
        tables["wheels.md"] = markdown(*wheel_table(results), left=2)
    if notes := run_files.load(folder, run_files.MACHINE):
        tables["machine.md"] = markdown(*machine_table(notes), left=2)
    return tables
