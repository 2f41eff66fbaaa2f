r"""The book's include step: an mdBook preprocessor that fails on a bad include.

mdBook's own step logs a missing file and goes on, and says nothing at all about an
anchor that is missing, empty or unclosed: the page is published without its listing.
This step runs first (`before = ["links"]` in book.toml) and knows these directives:

    {{#include ../../core/src/scalar.rs}}             a whole file
    {{#include ../../core/src/scalar.rs:multiply}}    the part between its anchors
    {{#output ../../ctypes-demo/examples/01_load.py}} an example's captured output
    {{#table RUN/calls.md:What a call costs}}         a wide table, and its name
    {{#picture RUN/size-cost.svg:A line chart}}       a plot, and what it shows
    {{#behaviour MATRIX:int}}                         see behaviour.py
    {{#traits ../../conformance/bindings.toml:PyO3}}  a tool's traits, and why

Paths are relative to the page. An anchor is a pair of comment lines, in any language,
that end in `ANCHOR: multiply` and `ANCHOR_END: multiply`. RUN is
`../../compare/runs/latest`, which stands for the newest run that has all its parts,
and MATRIX `../../compare/behaviour/matrix.json`.
A directive with a backslash before it, `\{{#include ...}}`, is text and stays as it is.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import behaviour

# What fits a page, and a reader's patience. Whole files are not limited: generated
# tables and pictures come in that way.
MAX_LISTING_LINES = 25
MAX_LISTING_COLUMNS = 80
MAX_OUTPUT_COLUMNS = 100

# What a run of compare/ consists of. One that lacks a part is not shown: figures of
# two machines would stand on one page.
RUN_PARTS = ("build", "calls", "machine", "threads")
# What some runs have besides, each on a page of its own: these are measured apart.
OTHER_PARTS = (
    "asyncio",
    "free-threads",
    "interrupts",
    "limited-api",
    "more-roads",
    "scale",
    "wheels",
)
# Where build.py puts a run's pictures, seen from a page.
PLOTS = "plots"

DIRECTIVE = re.compile(
    r"(?P<escape>\\?)\{\{\s*#(?P<kind>\w*)(?P<target>[^}\n]*)(?P<end>\}\})?"
)
# The name ends the line, but for the end of a comment: a sentence that speaks of
# anchors is not an anchor.
MARK = re.compile(r"\bANCHOR(?P<end>_END)?: *(?P<name>[\w-]+)\s*(?:\*/|-->)?\s*$")


class IncludeError(Exception):
    """A directive that cannot be expanded; the text says why."""


def read(path: Path) -> list[str]:
    """Return the lines of a file that must be there and say something."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise IncludeError("no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise IncludeError(f"cannot be read: {error}") from None
    if not any(line.strip() for line in lines):
        raise IncludeError("the file is empty")
    return lines


def check_columns(lines: list[str], limit: int) -> None:
    """Refuse lines that would make a reader scroll sideways."""
    widest = max(lines, key=len)
    if len(widest) > limit:
        raise IncludeError(
            f"a line has {len(widest)} columns, more than {limit}: {widest.strip()}"
        )


def anchored(lines: list[str], name: str) -> list[str]:
    """Return the lines between the two marks of an anchor, moved to the left."""
    marks = [MARK.search(line) for line in lines]
    found = [
        (number, bool(mark["end"]))
        for number, mark in enumerate(marks)
        if mark and mark["name"] == name
    ]
    match found:
        case []:
            raise IncludeError(f"no anchor {name!r}")
        case [(first, False), (last, True)]:
            part = [
                line
                for line, mark in zip(lines[first:last], marks[first:last], strict=True)
                if not mark
            ]
        case [(_, False)]:
            raise IncludeError(f"anchor {name!r} is not closed")
        case _:
            raise IncludeError(f"anchor {name!r} is not one ANCHOR and one ANCHOR_END")
    text = textwrap.dedent("\n".join(part)).strip("\n")
    if not text:
        raise IncludeError(f"anchor {name!r} is empty")
    return text.split("\n")


def listing(path: Path, anchor: str) -> list[str]:
    """Return a file without its anchor lines, or one anchored part of it."""
    lines = read(path)
    if not anchor:
        if path.suffix == ".out":
            check_columns(lines, MAX_OUTPUT_COLUMNS)
        return [line for line in lines if not MARK.search(line)]
    part = anchored(lines, anchor)
    if len(part) > MAX_LISTING_LINES:
        raise IncludeError(
            f"anchor {anchor!r} has {len(part)} lines, more than {MAX_LISTING_LINES}"
        )
    check_columns(part, MAX_LISTING_COLUMNS)
    return part


def console(example: Path) -> list[str]:
    """Return a console block: an example's command, then what it printed.

    The command is the one of scripts/capture.py: it runs in the demo's folder.
    """
    if not example.is_file():
        raise IncludeError("no such file")
    try:
        lines = listing(example.with_suffix(".out"), "")
    except IncludeError as error:
        raise IncludeError(f"its .out: {error}") from None
    command = f"$ python {example.parent.name}/{example.name}"
    return ["```console", command, *lines, "```"]


def complete_runs(runs: Path, *others: str) -> list[Path]:
    """Return the runs with all their parts; the date in their names sorts them."""
    return [
        run
        for run in sorted(runs.glob("*/"))
        if all((run / f"{part}.json").is_file() for part in (*RUN_PARTS, *others))
    ]


def resolved(path: Path) -> Path:
    """Return a path with `compare/runs/latest` replaced by the newest complete run."""
    if path.parts[-4:-1] != ("compare", "runs", "latest"):
        return path
    # A part may have several tables: scale-dot.md is of scale.json.
    others = [part for part in OTHER_PARTS if f"{path.stem}-".startswith(f"{part}-")]
    runs = complete_runs(path.parent.parent, *others)
    if not runs:
        raise IncludeError("no run has all its parts")
    return runs[-1] / path.name


def scrollable(name: str, lines: list[str]) -> list[str]:
    """Return lines in a box that is scrolled by itself, by keyboard too."""
    start = f'<div class="wide" role="region" aria-label="{escape(name)}" tabindex="0">'
    return [start, *lines, "</div>"]


# What a table of a run says in brackets behind a ratio: its interval, or the time.
BRACKETS = re.compile(r"(?<=\d) (\([^()|]*\))")


def table(path: Path, name: str) -> list[str]:
    """Return a table of a run in its box; Markdown in HTML needs the blank lines."""
    # Beside it, the brackets would be broken over two lines, or make a row too long.
    lines = [BRACKETS.sub(r"<br><small>\1</small>", line) for line in read(path)]
    if not name:
        raise IncludeError("what it shows is not said")
    return scrollable(name, ["", *lines, ""])


def picture(path: Path, words: str) -> list[str]:
    """Return a plot of a run, with its words for those who do not see it."""
    read(path)
    if not words:
        raise IncludeError("what it shows is not said")
    image = f'<img class="plot" src="{PLOTS}/{path.name}" alt="{escape(words)}">'
    return scrollable(f"Plot: {path.stem}", [image])


def matrix(path: Path, what: str) -> list[str]:
    """Return a part of the behaviour matrix."""
    read(path)
    try:
        lines = behaviour.render(path, what)
    except LookupError as error:
        raise IncludeError(str(error)) from None
    is_table = lines[0].startswith("<table")
    return scrollable(f"Behaviour: {what}", lines) if is_table else lines


def traits(path: Path, tool: str) -> list[str]:
    """Return where a tool has a way of its own, as a table; `Python` has them all."""
    bindings = tomllib.loads("\n".join(read(path)))
    everywhere = bindings.pop("python")
    if tool == "Python":
        rows = [f"| `{name}` | {value(is_)} |" for name, is_ in everywhere.items()]
        return ["| trait | in Python's own functions |", "|---|---|", *rows]
    found = [traits for traits in bindings.values() if traits["tool"] == tool]
    if not found:
        raise IncludeError(f"no tool is called {tool!r}")
    rows = [
        f"| `{name}` | {value(trait['is'])} | {trait['why']} |"
        for name, trait in found[0].items()
        if name != "tool"
    ]
    if not rows:
        return ["None: it does as Python's own functions do."]
    table = ["| trait | here | because |", "|---|---|---|", *rows]
    return scrollable(f"Traits of {tool}", ["", *table, ""])


def value(is_: object) -> str:
    """Return the value of a trait in words."""
    if isinstance(is_, list):
        return " or ".join(map(value, is_))
    if isinstance(is_, bool):
        return "yes" if is_ else "no"
    return f"`{is_}`"


def expansion(kind: str, target: str, folder: Path) -> str:
    """Return the text that takes a directive's place."""
    name, _, what = target.partition(":")
    if not name:
        raise IncludeError("no file is named")
    path, what = resolved(folder / name), what.strip()
    if kind == "include":
        lines = listing(path, what)
    elif kind == "output":
        lines = console(path)
    elif kind == "table":
        lines = table(path, what)
    elif kind == "picture":
        lines = picture(path, what)
    elif kind == "behaviour":
        lines = matrix(path, what)
    elif kind == "traits":
        lines = traits(path, what)
    else:
        raise IncludeError("unknown directive")
    text = "\n".join(lines)
    # mdBook's own step reads the page after us and would expand a directive that a
    # listing happens to show: one backslash a line holds it off.
    return re.sub(r"(?m)^(.*?)(\{\{#.*\}\})", r"\1\\\2", text)


def expand(text: str, page: Path) -> tuple[str, list[str]]:
    """Expand every directive of a page; return the new text and what went wrong."""
    problems = []

    def replace(found: re.Match[str]) -> str:
        if found["escape"] or found["kind"] == "title":  # `title` is mdBook's own
            return found[0]
        target = found["target"].strip()
        try:
            if not found["end"]:
                raise IncludeError("the directive is not closed by }}")
            new = expansion(found["kind"], target, page.parent)
        except IncludeError as error:
            line = text.count("\n", 0, found.start()) + 1
            problems.append(f"{line}: {{{{#{found['kind']} {target}}}}}: {error}")
            return found[0]
        # Within a list or a quotation, every line needs what stands before the first.
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if before.strip(" \t>"):
            return new
        return "\n".join((before + line).rstrip() for line in new.split("\n"))[
            len(before) :
        ]

    return DIRECTIVE.sub(replace, text), problems


# Where listings come from, seen from the workspace; and what is not a source there.
SOURCES = (
    *("core", "capi", "*-demo", "conformance", "compare"),
    *("more-roads", "scripts", "templates", "Justfile"),
)
NOT_SOURCES = {"build", "runs", "__pycache__"}


def source_files(root: Path) -> Iterator[Path]:
    """Yield the files that a page may show a part of."""
    for top in (path for name in SOURCES for path in sorted(root.glob(name))):
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            parts = set(path.relative_to(root).parts)
            if path.is_file() and not parts & NOT_SOURCES:
                yield path


def unused_anchors(root: Path, pages: Iterable[Path]) -> Iterator[str]:
    """Name the anchors that no page shows: each is noise to whoever reads the code."""
    shown = {
        ((page.parent / name).resolve(), anchor.strip())
        for page in pages
        for found in DIRECTIVE.finditer(page.read_text(encoding="utf-8"))
        for name, _, anchor in [found["target"].strip().partition(":")]
    }
    for path in source_files(root.resolve()):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:  # not a text
            continue
        for number, line in enumerate(lines, 1):
            mark = MARK.search(line)
            if mark and not mark["end"] and (path, mark["name"]) not in shown:
                place = path.relative_to(root.resolve()).as_posix()
                yield f"{place}:{number}: no page shows the anchor {mark['name']!r}"


def chapters(items: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield every chapter of a book, however deep."""
    for item in items:
        if isinstance(item, dict) and "Chapter" in item:
            yield item["Chapter"]
            yield from chapters(item["Chapter"]["sub_items"])


def main() -> int:
    """Speak mdBook's protocol: the book comes on stdin and goes on stdout, as JSON."""
    if sys.argv[1:2] == ["supports"]:
        return 0
    context, book = json.load(sys.stdin.buffer)
    source = Path(context["root"], context["config"]["book"].get("src", "src"))
    failed = False
    for chapter in chapters(book["items"]):
        if chapter["path"] is None:  # a draft: a line of the summary without a page
            continue
        page = source / chapter["source_path"]
        chapter["content"], problems = expand(chapter["content"], page)
        for problem in problems:
            print(f"{chapter['source_path']}:{problem}", file=sys.stderr)
            failed = True
    if failed:
        return 1
    json.dump(book, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
