"""Numbers as they are shown."""

from __future__ import annotations

from compare.cost.ratios import Ratio


def duration(seconds: float) -> str:
    """Write a time in the unit that suits it, with three digits."""
    for unit, size in (("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3)):
        if float(f"{seconds / size:.3g}") < 1000:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.3g} s"


def times(value: float) -> str:
    """Write how many times as long: one decimal as long as it means something."""
    return f"{value:.1f}" if value < 9.95 else f"{value:,.0f}"


def ratio(found: Ratio | None) -> str:
    """Write a ratio to three digits, and in brackets its interval."""
    if found is None:
        return ""
    digits = 2 if found.value < 9.995 else 1 if found.value < 99.95 else 0

    def number(value: float) -> str:
        return f"{value:,.{digits}f}"

    if found.low is None or found.high is None:
        return number(found.value)
    interval = f"{number(found.low)}\N{EN DASH}{number(found.high)}"
    return f"{number(found.value)} ({interval})"


def size(count: float) -> str:
    """Write a number of bytes."""
    return f"{count / 1000:,.0f} kB"


def in_bytes(count: int) -> str:
    """Write a number of bytes that may be small, or very large."""
    for unit, size in (("B", 1), ("kB", 1e3), ("MB", 1e6)):
        if count < 1000 * size:
            return f"{count / size:.3g} {unit}"
    return f"{count / 1e9:.3g} GB"


def markdown(header: list[str], rows: list[list[str]], left: int = 1) -> str:
    """Write a table; all columns but the first few are numbers, to the right."""
    rule = ["---"] * left + ["--:"] * (len(header) - left)
    lines = [header, rule, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
