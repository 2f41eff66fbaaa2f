"""Tables in Markdown, from the files of a run and nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from compare import glue, store, timing
from compare.contenders import BY_KEY, CONTENDERS
from compare.kinds import LENGTHS, all_kinds

FLOOR = "c-floor"
EMPTY_LOOP = "empty-loop"
KINDS = {kind.key: kind for kind in all_kinds()}

Calls = Mapping[str, Mapping[str, list[float]]]
Table = tuple[list[str], list[list[str]]]


def duration(seconds: float) -> str:
    """Write a time in the unit that suits it, with three digits."""
    for unit, size in (("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3)):
        if float(f"{seconds / size:.3g}") < 1000:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.3g} s"


def times(ratio: float) -> str:
    """Write a ratio: one decimal as long as it means something."""
    return f"{ratio:.1f}" if ratio < 9.95 else f"{ratio:,.0f}"


def size(count: float) -> str:
    """Write a number of bytes."""
    return f"{count / 1000:,.0f} kB"


def markdown(table: Table, left: int = 1) -> str:
    """Write a table; all columns but the first few are numbers, to the right."""
    header, rows = table
    rule = ["---"] * left + ["--:"] * (len(header) - left)
    lines = [header, rule, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def rows_of(results: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield key, tool and form of those who have results, in the usual order."""
    if EMPTY_LOOP in results:
        yield EMPTY_LOOP, "empty loop", "baseline"
    for contender in CONTENDERS:
        if contender.key in results:
            yield contender.key, contender.label, contender.form


def call_ratios(calls: Calls) -> Table:
    """Every contender against the floor, by kind of call."""
    kinds = [key for key, kind in KINDS.items() if key in calls and kind.for_all]
    anybody = {who: None for key in kinds for who in calls[key]}
    rows = []
    for who, tool, form in rows_of(anybody):
        row = [tool, form]
        for key in kinds:
            measured = calls[key]
            if who not in measured or FLOOR not in measured:
                row.append("")
                continue
            cell = times(timing.ratio(measured[who], measured[FLOOR]))
            if who == FLOOR:
                cell += f" ({duration(min(measured[who]) / KINDS[key].parts)})"
            row.append(cell)
        rows.append(row)
    return ["tool", "form", *(KINDS[key].title for key in kinds)], rows


def call_times(calls: Calls, kind: str) -> Table:
    """One kind of call, with its times: the best round and the ordinary one."""
    measured, parts = calls[kind], KINDS[kind].parts
    rows = [
        [
            tool,
            form,
            duration(min(measured[who]) / parts),
            duration(timing.median(measured[who]) / parts),
            times(timing.ratio(measured[who], measured[FLOOR])),
        ]
        for who, tool, form in rows_of(measured)
    ]
    return ["tool", "form", "minimum", "median", "ratio to C"], rows


def curves(calls: Calls) -> dict[str, dict[int, float]]:
    """Return the best time by length of the array, for everybody in the curve."""
    found: dict[str, dict[int, float]] = {}
    for length in LENGTHS:
        for who, measured in calls.get(f"arrays-{length}", {}).items():
            if BY_KEY[who].in_curve:
                found.setdefault(who, {})[length] = min(measured)
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
            mine, numpy = calls[key].get(who), calls[key].get("numpy")
            ratio = mine and numpy and f"{timing.ratio(mine, numpy):.2f}"
            row += [duration(min(mine)) if mine else "", ratio or ""]
        rows.append(row)
    return header, rows


def thread_table(results: Mapping[str, Any]) -> Table:
    """What two threads gain, and who holds the GIL while it works."""
    rows = []
    for who, tool, form in rows_of(results):
        result = results[who]
        seconds, gil = result["seconds"], result["gil"]
        gain = min(seconds["in a row"]) / min(seconds["side by side"])
        rows.append([tool, form, *(gil.get(work, "") for work in WORKS), f"{gain:.2f}"])
    return ["tool", "form", *WORKS, "speed-up of two threads"], rows


WORKS = ["multiply", "short array", "long array", "compound"]


def build_table(results: Mapping[str, Any]) -> Table:
    """What a build costs, and what comes of it."""
    header = ["tool", "wheel tag", "cold", "warm", "core changed"]
    header += ["wheel", "module", "import"]
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
            ]
        )
    return header, rows


BUILDS = ["cold", "warm", "changed"]


def glue_table(results: Mapping[str, Any]) -> Table:
    """Lines of glue, by language."""
    languages = ["Rust", "C++", "Cython", "Python"]
    rows = []
    for who, tool, _ in rows_of(results):
        lines = results[who]["lines"]
        binding = lines["binding"]
        shared = lines.get("C ABI", {})
        row = [str(binding.get(name, "")) for name in languages]
        numbers = [glue.total(binding), glue.total(lines["build"])]
        rows.append([tool, *row, *map(str, numbers)])
        rows[-1].append(str(glue.total(shared)) if shared else "")
    return ["tool", *languages, "together", "build", "shared C ABI"], rows


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
    calls = store.load(folder, store.CALLS)
    tables = {}
    if calls:
        tables["calls.md"] = markdown(call_ratios(calls), left=2)
        for key, kind in KINDS.items():
            if key in calls and kind.for_all and FLOOR in calls[key]:
                tables[f"call-{key}.md"] = markdown(call_times(calls, key), left=2)
        if curves(calls):
            tables["break-even.md"] = markdown(break_evens(calls))
        if any(key.startswith("memory-") for key in calls):
            tables["memory.md"] = markdown(memory_table(calls))
    if results := store.load(folder, store.THREADS):
        tables["threads.md"] = markdown(thread_table(results), left=2 + len(WORKS))
    if results := store.load(folder, store.BUILD):
        tables["build.md"] = markdown(build_table(results), left=2)
        tables["glue.md"] = markdown(glue_table(results))
    if notes := store.load(folder, store.MACHINE):
        tables["machine.md"] = markdown(machine_table(notes), left=2)
    return tables
