"""Plots in SVG, from the files of a run and nothing else.

One file serves light and dark pages: matplotlib draws with place-holders for the
colours, which become CSS variables with two sets of values. Text stays text. And
the same results give the same bytes, on every day: nothing random, no date.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, NullFormatter

from compare import run_files
from compare.cost import ratios
from compare.report import tables, words

# Name: (light, dark). Told apart with every common kind of colour blindness; but
# nothing is said by colour alone: bars have hatches, lines markers.
PALETTE = {
    "ink": ("#1f2328", "#d8dee4"),
    "grid": ("#d0d7de", "#3d444d"),
    "paper": ("#ffffff", "#16191d"),
    "grey": ("#57606a", "#9da7b1"),
    "blue": ("#0060a8", "#6cb6ff"),
    "orange": ("#a84a00", "#f0a050"),
    "green": ("#00704f", "#4fc79a"),
    "pink": ("#a03a78", "#e48fc4"),
    "yellow": ("#7d6600", "#dcc244"),
    "sky": ("#00697d", "#5fcbe0"),
}
# What matplotlib is given: #0100nn, of which nobody would think by accident.
COLOUR = {name: f"#0100{index:02x}" for index, name in enumerate(PALETTE)}

FORM_STYLE = {
    "baseline": ("grey", ""),
    "floor": ("blue", "xx"),
    "peer": ("pink", "--"),
    "raw": ("orange", "//"),
    "finished": ("green", "\\\\"),
}
CURVE_STYLE = {
    "python": ("grey", "X", ":"),
    "numpy": ("yellow", "P", "--"),
    "c-floor": ("ink", "s", "-"),
    "ctypes-finished": ("orange", "o", "-"),
    "cffi-finished": ("pink", "v", "-"),
    "cython-finished": ("blue", "^", "-"),
    "cxx-finished": ("sky", "D", "-"),
    "pyo3-finished": ("green", "*", "-"),
}
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "cmult",
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same width everywhere
    "font.size": 11.0,
    "hatch.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": COLOUR["ink"],
    "axes.labelcolor": COLOUR["ink"],
    "axes.edgecolor": COLOUR["ink"],
    "xtick.color": COLOUR["ink"],
    "ytick.color": COLOUR["ink"],
    "grid.color": COLOUR["grid"],
    "legend.frameon": False,
}


@contextmanager
def figure(width: float, height: float) -> Iterator[tuple[Figure, Axes]]:
    """Give an empty figure in our style, whatever matplotlib's settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)  # type: ignore[arg-type]
        drawing = Figure(figsize=(width, height), layout="constrained")
        yield drawing, drawing.add_subplot()


def svg(drawing: Figure, title: str, description: str) -> str:
    """Write a figure as SVG with words for those who do not see it."""
    file = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    drawing.savefig(file, format="svg", transparent=True, metadata=nothing)
    text = file.getvalue()
    # From the first tag on: the XML declaration and a DTD's address are of no use.
    text = text[text.index("<svg") :]
    for name, place_holder in COLOUR.items():
        text = text.replace(place_holder, f"var(--{name})")
    text = re.sub(r"font: ([\d.]+)px '?DejaVu Sans'?(, [^;\"]*)?", FONT, text)
    light, dark = (
        "; ".join(f"--{name}: {pair[index]}" for name, pair in PALETTE.items())
        for index in (0, 1)
    )
    head = (
        f"\n <title>{escape(title)}</title>\n <desc>{escape(description)}</desc>\n"
        f" <style>\n  :root {{ color-scheme: light dark; {light} }}\n"
        "  @media (prefers-color-scheme: dark) {\n"
        f"   :root {{ {dark} }}\n  }}\n </style>"
    )
    start = text.index(">")
    text = text[:start] + ' role="img">' + head + text[start + 1 :]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


FONT = r"font: \1px 'DejaVu Sans', Verdana, sans-serif"


def nanoseconds(value: float, _position: int = 0) -> str:
    """Label an axis of seconds."""
    return words.duration(value)


def call_cost(calls: tables.Calls, kind: str) -> str:
    """Draw a bar for everybody's time of one kind of call."""
    measured, parts = calls[kind], tables.KINDS[kind].parts
    rows = list(tables.rows_of(measured))
    heights = [ratios.seconds(measured, who) / parts for who, _, _ in rows]
    with figure(7.5, 0.9 + 0.33 * len(rows)) as (drawing, axes):
        for place, ((who, _, form), height) in enumerate(
            zip(rows, heights, strict=True)
        ):
            colour, hatch = FORM_STYLE[form]
            axes.barh(
                place,
                height,
                height=0.72,
                color=COLOUR[colour],
                edgecolor=COLOUR["paper"],
                hatch=hatch,
            )
            label = words.duration(height)
            if factor := ratios.ratio(measured, who, tables.FLOOR):
                label += f"  ({words.times(factor.value)} x)"
            axes.text(height * 1.06, place, label, va="center", fontsize=9)
        axes.set_yticks(range(len(rows)), [f"{t}, {form}" for _, t, form in rows])
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.set_xscale("log")
        axes.set_xlim(min(heights) / 2, max(heights) * 5)  # room for the words
        axes.xaxis.set_major_formatter(FuncFormatter(nanoseconds))
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.grid(axis="x")
        axes.set_axisbelow(True)
        title = f"Cost of a call: {tables.KINDS[kind].title}"
        axes.set_xlabel("time per call, logarithmic (in brackets: as a multiple of C)")
        drawing.legend(
            handles=[
                Patch(
                    facecolor=COLOUR[colour],
                    edgecolor=COLOUR["paper"],
                    hatch=hatch,
                    label=form,
                )
                for form, (colour, hatch) in FORM_STYLE.items()
            ],
            loc="outside upper center",
            ncols=len(FORM_STYLE),
            fontsize=9,
        )
        told = "; ".join(
            f"{tool} {form} {words.duration(height)}"
            for (_, tool, form), height in zip(rows, heights, strict=True)
        )
        return svg(drawing, title, f"A bar chart with a logarithmic axis. {told}.")


def size_cost(calls: tables.Calls) -> str:
    """Draw the cost of a call over the length of the array, and who breaks even."""
    found = tables.curves(calls)
    told = []
    with figure(7.5, 5.2) as (drawing, axes):
        for who, tool, form in tables.rows_of(found):
            colour, marker, line = CURVE_STYLE[who]
            lengths = sorted(found[who])
            label = tool
            even = None
            if form == "finished":
                even = tables.break_even(found[who], found.get("python", {}))
                label += f" (from {even:,})" if even else " (never)"
                told.append(f"{tool} from {even:,}" if even else f"{tool} never")
            axes.plot(
                lengths,
                [found[who][n] for n in lengths],
                color=COLOUR[colour],
                marker=marker,
                markersize=5,
                linestyle=line,
                linewidth=1.4,
                label=label,
            )
            if even and even > 1:
                axes.axvline(even, color=COLOUR[colour], linewidth=0.8, linestyle=":")
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda n, _: f"{n:,.0f}"))
        axes.yaxis.set_major_formatter(FuncFormatter(nanoseconds))
        axes.grid()
        axes.set_axisbelow(True)
        axes.set_xlabel("elements in each array, logarithmic")
        axes.set_ylabel("time per call of dot(a, b), logarithmic")
        axes.legend(title="faster than the Python loop", fontsize=9, title_fontsize=9)
        title = "Cost of a call over the length of its arrays"
        description = (
            "A line chart with logarithmic axes. Short arrays cost what the call "
            "costs, long ones what the loop costs. Break-even with a loop in plain "
            f"Python: {', '.join(told)} elements."
        )
        return svg(drawing, title, description)


def all_plots(folder: Path) -> dict[str, str]:
    """Return every plot that a run has the data for, by file name."""
    calls = run_files.load(folder, run_files.CALLS)
    plots = {
        f"call-{key}.svg": call_cost(calls, key)
        for key, kind in tables.KINDS.items()
        if kind.for_all and tables.FLOOR in calls.get(key, {})
    }
    if tables.curves(calls):
        plots["size-cost.svg"] = size_cost(calls)
    return plots
