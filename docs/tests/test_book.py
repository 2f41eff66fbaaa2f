"""The book's machinery must fail when a page would be wrong: each way is seen here."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import behaviour
import build
import capture
import include

ROOT = build.DOCS.parent

SOURCE = """\
def first():
    # ANCHOR: body
    if True:
        # ANCHOR: inner
        return 1
        # ANCHOR_END: inner
    # ANCHOR_END: body


# ANCHOR: open
# ANCHOR: empty

# ANCHOR_END: empty
# ANCHOR_END: shut
# This sentence about ANCHOR: body is none.
"""


# --- include.py ---------------------------------------------------------------


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page's place, with files beside it for the page to include."""
    (tmp_path / "code.py").write_text(SOURCE)
    (tmp_path / "nothing.py").write_text("\n")
    examples = tmp_path / "x-demo" / "examples"
    examples.mkdir(parents=True)
    (examples / "01_call.py").write_text("print('    13.8')\n")
    (examples / "01_call.out").write_text("    13.8\n")
    (examples / "02_new.py").write_text("print('never captured')\n")
    return tmp_path / "page.md"


def expanded(text: str, page: Path) -> str:
    """Expand a text that must be right."""
    new, problems = include.expand(text, page)
    assert problems == []
    return new


def problem(text: str, page: Path) -> str:
    """Expand a text that must be wrong in one way."""
    new, problems = include.expand(text, page)
    assert new == text
    assert len(problems) == 1
    assert "\n" not in problems[0]
    return problems[0]


def test_an_anchored_part_is_moved_left_and_inner_marks_go(page: Path) -> None:
    text = "```python\n{{#include code.py:body}}\n```\n"
    assert expanded(text, page) == "```python\nif True:\n    return 1\n```\n"


def test_a_whole_file_comes_without_its_marks(page: Path) -> None:
    text = expanded("{{#include code.py}}", page)
    assert text.startswith("def first():\n    if True:\n        return 1\n")
    assert text.endswith("# This sentence about ANCHOR: body is none.")
    assert "inner" not in text


@pytest.mark.parametrize("comment", ["/* {} */", "<!-- {} -->", "// {}", "% {}  "])
def test_anchors_work_in_every_language(page: Path, comment: str) -> None:
    marks = [comment.format(mark) for mark in ("ANCHOR: a-b", "ANCHOR_END: a-b")]
    (page.parent / "f").write_text("\n".join([marks[0], "inside", marks[1], "after"]))
    assert expanded("{{#include f:a-b}}", page) == "inside"


def test_every_line_follows_the_first_into_a_list_or_quotation(page: Path) -> None:
    text = "> - {{x}}\n>   {{#include code.py:body}}\n"
    assert expanded(text, page) == "> - {{x}}\n>   if True:\n>       return 1\n"


def test_escaped_directives_and_mdbooks_title_stay(page: Path) -> None:
    text = r"\{{#include gone.py}} {{#title A page}}"
    assert expanded(text, page) == text


def test_a_directive_in_a_listing_is_not_followed(page: Path) -> None:
    (page.parent / "shown.md").write_text("see {{#include code.py}} and {{#title x}}\n")
    text = expanded("{{#include shown.md}}", page)
    assert text == r"see \{{#include code.py}} and {{#title x}}"


def test_an_output_shows_its_command(page: Path) -> None:
    text = expanded("{{#output x-demo/examples/01_call.py}}", page)
    command = "$ python examples/01_call.py"
    assert text == f"```console\n{command}\n    13.8\n```"


@pytest.mark.parametrize(
    ("directive", "reason"),
    [
        ("{{#include gone.py}}", "no such file"),
        ("{{#include gone.py:body}}", "no such file"),
        ("{{#include code.py:gone}}", "no anchor 'gone'"),
        ("{{#include code.py:open}}", "anchor 'open' is not closed"),
        ("{{#include code.py:empty}}", "anchor 'empty' is empty"),
        ("{{#include code.py:shut}}", "'shut' is not one ANCHOR and one ANCHOR_END"),
        ("{{#include nothing.py}}", "the file is empty"),
        ("{{#include .}}", "cannot be read"),
        ("{{#include}}", "no file is named"),
        ("{{#include code.py", "not closed by }}"),
        ("{{#incldue code.py}}", "unknown directive"),
        ("{{#rustdoc_include code.py}}", "unknown directive"),
        ("{{#output x-demo/examples/09_gone.py}}", "no such file"),
        ("{{#output x-demo/examples/02_new.py}}", "its .out: no such file"),
    ],
)
def test_a_bad_directive_is_named(page: Path, directive: str, reason: str) -> None:
    said = problem(f"# Title\n\n{directive}\n", page)
    assert said.startswith(f"3: {directive.removesuffix('}}')}")
    assert reason in said


def test_traits_come_with_their_reasons(page: Path) -> None:
    (page.parent / "bindings.toml").write_text("""\
[python]
index = true
wrong_layout = "BufferError"

[cmult_one]
tool = "One"
wrong_layout = { is = ["BufferError", "ValueError"], why = "NumPy's own words" }
index = { is = [true, false], why = "it depends" }

[cmult_none]
tool = "None"
""")
    table = expanded("{{#traits bindings.toml:One}}", page)
    assert "| `wrong_layout` | `BufferError` or `ValueError` | NumPy's own" in table
    assert "| `index` | yes or no | it depends |" in table
    assert "| `index` | yes |" in expanded("{{#traits bindings.toml:Python}}", page)
    assert expanded("{{#traits bindings.toml:None}}", page).startswith("None: ")
    assert "no tool is called 'Two'" in problem("{{#traits bindings.toml:Two}}", page)


def test_every_trait_is_explained() -> None:
    text = (ROOT / "conformance" / "bindings.toml").read_text(encoding="utf-8")
    bindings = tomllib.loads(text)
    page = (ROOT / "docs" / "src" / "traits.md").read_text(encoding="utf-8")
    asked = re.findall(r"(?m)^\| `(\w+)` \| .*\? \|$", page)
    assert sorted(asked) == sorted(bindings.pop("python"))
    for binding in bindings.values():
        assert f"bindings.toml:{binding['tool']}}}}}" in page


def test_an_anchor_used_twice_is_refused(page: Path) -> None:
    twice = "# ANCHOR: a\none\n# ANCHOR_END: a\n" * 2
    (page.parent / "twice.py").write_text(twice)
    assert "'a' is not one" in problem("{{#include twice.py:a}}", page)


@pytest.mark.parametrize(
    ("fits", "too_much"),
    [
        ("x\n" * include.MAX_LISTING_LINES, "x\n" * (include.MAX_LISTING_LINES + 1)),
        (
            "x" * include.MAX_LISTING_COLUMNS + "\n",
            "x" * (include.MAX_LISTING_COLUMNS + 1) + "\n",
        ),
    ],
)
def test_a_listing_fits_the_page(page: Path, fits: str, too_much: str) -> None:
    file = page.parent / "long.py"
    file.write_text(f"# ANCHOR: a\n{fits}# ANCHOR_END: a\n")
    expanded("{{#include long.py:a}}", page)
    file.write_text(f"# ANCHOR: a\n{too_much}# ANCHOR_END: a\n")
    assert "more than" in problem("{{#include long.py:a}}", page)


MATRIX = {
    "made with": {"python": "3.11", "pyo3": "0.30"},
    "verdicts": [
        {"verdict": "right", "symbol": "✓", "meaning": "does well"},
        {"verdict": "silently wrong", "symbol": "≠", "meaning": "lies"},
    ],
    "raw": ["ctypes"],
    "finished": ["ctypes finished"],
    "rows": [
        {
            "group": "int",
            "input": "f(1) or '<'",
            "promised": "2",
            "cells": {
                "ctypes": {
                    "kind": "value",
                    "text": "'<'",
                    "printed": "oh",
                    "verdict": "silently wrong",
                },
                "ctypes finished": {"kind": "value", "text": "2", "verdict": "right"},
            },
        }
    ],
}


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Two complete runs, and a newer one that lacks a part."""
    runs = tmp_path / "compare" / "runs"
    for name in ("2026-01-02-b", "2026-01-01-c", "2026-01-03-a"):
        (runs / name).mkdir(parents=True)
        for part in include.RUN_PARTS:
            (runs / name / f"{part}.json").write_text("{}")
        (runs / name / "calls.md").write_text(f"| {name} |\n| --: |\n")
        (runs / name / "cost.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg"/>'
        )
    (runs / "2026-01-03-a" / "threads.json").unlink()
    (tmp_path / "matrix.json").write_text(json.dumps(MATRIX))
    return runs


def test_latest_is_the_newest_run_that_is_complete(page: Path, runs: Path) -> None:
    directive = "{{#include compare/runs/latest/calls.md}}"
    assert expanded(directive, page).startswith("| 2026-01-02-b |")
    shutil.rmtree(runs / "2026-01-02-b")
    assert expanded(directive, page).startswith("| 2026-01-01-c |")
    shutil.rmtree(runs / "2026-01-01-c")
    assert "no run has all its parts" in problem(directive, page)


def test_what_not_every_run_has_comes_from_the_newest_that_has_it(
    page: Path, runs: Path
) -> None:
    directive = "{{#table compare/runs/latest/free-threads.md:What two threads gain}}"
    assert "no run has all its parts" in problem(directive, page)
    for name in ("2026-01-01-c", "2026-01-03-a"):  # the other is not complete
        (runs / name / "free-threads.json").write_text("{}")
        (runs / name / "free-threads.md").write_text(f"| {name} |\n| --: |\n")
    assert "| 2026-01-01-c |" in expanded(directive, page)


def test_a_folder_called_latest_elsewhere_is_just_a_folder(page: Path) -> None:
    (page.parent / "latest").mkdir()
    (page.parent / "latest" / "a.txt").write_text("here")
    assert expanded("{{#include latest/a.txt}}", page) == "here"


@pytest.mark.usefixtures("runs")
def test_wide_things_have_a_box_a_name_and_the_keyboard(page: Path) -> None:
    box = '<div class="wide" role="region" aria-label="{}" tabindex="0">\n'
    text = expanded("{{#table compare/runs/latest/calls.md: A & B}}", page)
    # Markdown in HTML needs a blank line on both sides.
    assert text == box.format("A &amp; B") + "\n| 2026-01-02-b |\n| --: |\n\n</div>"
    (page.parent / "ratios.md").write_text("| 1.05 (1.04 to 1.06) | load (one) | 0 |\n")
    text = expanded("{{#table ratios.md:Ratios}}", page)
    assert "| 1.05<br><small>(1.04 to 1.06)</small> | load (one) | 0 |" in text
    text = expanded("{{#picture compare/runs/latest/cost.svg:What it shows}}", page)
    image = '<img class="plot" src="plots/cost.svg" alt="What it shows">'
    assert text == box.format("Plot: cost") + image + "\n</div>"


@pytest.mark.usefixtures("runs")
@pytest.mark.parametrize(
    ("what", "parts"),
    [
        ("verdicts", ['<td class="verdict is-right">✓&nbsp;right</td><td>does well']),
        (
            "totals",
            ["≠ silently wrong</th><td>1</td>", "right</th><td></td>"],
        ),
        ("versions", ["python 3.11, pyo3 0.30"]),
        (
            "int",
            [
                '<tr id="int-f-1-or"><th scope="row"><code>f(1) or &#x27;&lt;&#x27;',
                "<td><code>2</code></td>"
                '<td class="verdict is-silently-wrong">≠&nbsp;silently wrong</td></tr>',
            ],
        ),
        (
            "f(1) or '<'",
            ["<code>&#x27;&lt;&#x27;</code><br>(printed: <code>oh</code>)</td>"],
        ),
    ],
)
def test_the_matrix_comes_in_parts(page: Path, what: str, parts: list[str]) -> None:
    text = expanded(f"{{{{#behaviour matrix.json:{what}}}}}", page)
    for part in parts:
        assert part in text
    assert ('class="wide"' in text) == ("<table" in text)
    assert "\n\n" not in text  # which would end the HTML


@pytest.mark.usefixtures("runs")
@pytest.mark.parametrize(
    ("directive", "reason"),
    [
        ("{{#include compare/runs/latest/gone.md}}", "no such file"),
        ("{{#table compare/runs/latest/calls.md}}", "what it shows is not said"),
        ("{{#picture compare/runs/latest/gone.svg:A plot}}", "no such file"),
        ("{{#picture compare/runs/latest/cost.svg}}", "what it shows is not said"),
        ("{{#behaviour matrix.json:f(2)}}", "input 'f(2)'"),
        ("{{#behaviour matrix.json}}", "no group or input ''"),
        ("{{#behaviour gone.json:int}}", "no such file"),
    ],
)
def test_a_bad_part_of_a_run_is_named(page: Path, directive: str, reason: str) -> None:
    assert reason in problem(directive, page)


def committed_matrix() -> dict[str, Any]:
    path = ROOT / "compare" / "behaviour" / "matrix.json"
    matrix: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return matrix


def test_every_input_has_a_fragment_of_its_own() -> None:
    matrix = committed_matrix()
    fragments = [behaviour.anchor(row) for row in matrix["rows"]]
    assert len(set(fragments)) == len(fragments)


def test_every_verdict_has_its_colour() -> None:
    matrix = committed_matrix()
    style = (ROOT / "docs" / "book.css").read_text(encoding="utf-8")
    for known in matrix["verdicts"]:
        name = behaviour.verdict(matrix, known).split('"')[1].split()[1]
        assert f".{name}" in style


def test_an_output_may_be_a_little_wider(page: Path) -> None:
    file = page.parent / "x-demo/examples/01_call.out"
    directive = "{{#output x-demo/examples/01_call.py}}"
    file.write_text("x" * include.MAX_OUTPUT_COLUMNS)
    expanded(directive, page)
    file.write_text("x" * (include.MAX_OUTPUT_COLUMNS + 1))
    assert "more than 100" in problem(directive, page)


# --- build.py: mdBook's run -----------------------------------------------------


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A small book with our settings, in a folder whose name has a space."""
    docs = tmp_path / "a b" / "docs"
    (docs / "src").mkdir(parents=True)
    for name in ("book.toml", "book.css", "include.py", "behaviour.py"):
        shutil.copy(ROOT / "docs" / name, docs)
    (docs / "src/SUMMARY.md").write_text("[One](one.md)\n\n- [Two](two.md)\n")
    (docs / "src/one.md").write_text("# One\n\n[there](two.md#two)\n")
    (docs / "src/two.md").write_text("# Two\n\n{{#include ../../code.py:body}}\n")
    (docs.parent / "code.py").write_text(SOURCE)
    return docs


def test_a_right_book_is_built(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.build(docs) == 0
    said = capsys.readouterr()
    assert said.out.startswith("book: 2 pages, ")
    assert said.err == ""
    assert "return 1" in (docs / "book/two.html").read_text()


@pytest.mark.parametrize(
    ("page", "text", "reason"),
    [
        ("two.md", "{{#include ../../code.py:open}}", "two.md:1: {{#include ../../"),
        ("one.md", "[there](gone.md)", '<a href="gone.html"> no such page'),
        ("one.md", "[there](two.md#gone)", '<a href="two.html#gone"> no such fragment'),
        ("one.md", '<script src="https://a.example/a.js"></script>', "from outside"),
        ("one.md", "![A picture](gone.svg)", '<img src="gone.svg"> no such file'),
        ("SUMMARY.md", "- [Three](three.md)", "three.md"),
    ],
)
def test_a_wrong_book_is_refused(
    docs: Path,
    capsys: pytest.CaptureFixture[str],
    page: str,
    text: str,
    reason: str,
) -> None:
    (docs / "src" / page).write_text(text)
    assert build.build(docs) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert reason in said.err
    assert page == "SUMMARY.md" or said.err.count("\n") == 1


def test_an_anchor_that_no_page_shows_is_refused(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = docs.parent / "core/lib.rs"
    code.parent.mkdir()
    code.write_text("// ANCHOR: one\none();\n// ANCHOR_END: one\n")
    assert build.build(docs) == 1
    assert capsys.readouterr().err == (
        "book: core/lib.rs:1: no page shows the anchor 'one'\n"
    )
    (docs / "src/one.md").write_text("{{#include ../../core/lib.rs:one}}")
    assert build.build(docs) == 0


def test_a_test_that_is_not_there_is_refused(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs.parent / "test_one.py").write_text("def test_it() -> None: ...\n")
    (docs.parent / "two.rs").write_text("fn it_is_so() {}\n")
    right = ["`test_one.py::test_it`", "`two.rs`", "`::test_it`", "`two.rs::it_is_so`"]
    right += ["`./test_one.py`", "`::test_it`"]
    (docs / "src/one.md").write_text("# One\n\n" + "\n".join([*right, "`a::b`"]))
    assert build.build(docs) == 0
    capsys.readouterr()
    wrong = ["`test_one.py::test_i`", "`::test_it`", "`test_gone.py::test_it`"]
    (docs / "src/one.md").write_text("# One\n\n" + "\n".join(wrong))
    assert build.build(docs) == 1
    assert capsys.readouterr().err.splitlines() == [
        "book: one.md:3: there is no test test_one.py::test_i",
        "book: one.md:5: there is no test test_gone.py::test_it",
    ]


@pytest.mark.usefixtures("runs")
def test_the_plots_of_the_newest_run_come_along(docs: Path, tmp_path: Path) -> None:
    shutil.move(tmp_path / "compare", docs.parent)
    picture = "{{#picture ../../compare/runs/latest/cost.svg:What it shows}}"
    (docs / "src/one.md").write_text(picture)
    assert build.build(docs) == 0
    assert (docs / "book/plots/cost.svg").is_file()


def test_a_bad_include_stops_mdbook(docs: Path) -> None:
    (docs / "src/two.md").write_text("{{#include ../../code.py:open}}")
    assert build.build(docs) == 1
    assert not (docs / "book/index.html").exists()


def test_the_book_itself_is_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = build.build(destination=tmp_path / "book")
    assert (status, capsys.readouterr().err) == (0, "")


# --- build.py: the pages it made ------------------------------------------------


def found(root: Path, body: str) -> list[str]:
    """Return what is wrong with a book of three pages, of which one has this body."""
    (root / "sub").mkdir(exist_ok=True)
    (root / "index.html").write_text(body)
    (root / "other.html").write_text('<h1 id="a b">Other</h1>')
    (root / "sub/index.html").write_text('<a href="../other.html#a%20b">up</a>')
    (root / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    return list(build.Book(root).problems())


@pytest.mark.parametrize(
    "body",
    [
        '<a href="other.html">',
        '<a href="./other.html#a%20b">',
        '<p id="here"><a href="#here"><a href="#">',
        '<a href="sub/">',
        '<a href="https://a.example/">',
        '<img src="picture.svg" alt="A picture"><a href="picture.svg">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="A dot">',
    ],
)
def test_right_pages_pass(tmp_path: Path, body: str) -> None:
    assert found(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<a href="gone.html">', "no such page"),
        ('<a href="gone.png">', "no such file"),
        ('<a href="other.html#gone">', "no such fragment"),
        ('<a href="#gone">', "no such fragment"),
        ('<a href="../outside.html">', "leaves the book"),
        ('<a href="/other.html">', "must be relative"),
        ('<a href="javascript:void(0)">', "goes to javascript:"),
        ('<script src="https://a.example/a.js">', "loaded from outside"),
        ('<script src="//a.example/a.js">', "loaded from outside"),
        ('<link rel="stylesheet" href="http://a.example/a.css">', "from outside"),
        ('<img alt="x" src="https://a.example/a.png">', "loaded from outside"),
        ('<img alt="x" srcset="picture.svg 1x, //a.example/a 2x">', "from outside"),
        ('<svg><use xlink:href="https://a.example/a.svg#b">', "from outside"),
        ('<img src="picture.svg">', "no alt text"),
        ('<img src="picture.svg" alt=" ">', "no alt text"),
    ],
)
def test_wrong_pages_are_named(tmp_path: Path, body: str, reason: str) -> None:
    (tmp_path / "outside.html").touch()
    (tmp_path / "book").mkdir()
    problems = found(tmp_path / "book", f"<p>\n{body}")
    assert len(problems) == 1
    assert problems[0].startswith("index.html:2: <")
    assert reason in problems[0]


@pytest.mark.parametrize(
    "style",
    ["@import '//a.example/a.css';", "p { src: url( 'https://a.example/a.woff' ) }"],
)
@pytest.mark.parametrize("name", ["a.css", "a.svg"])
def test_a_style_may_not_load_from_outside(
    tmp_path: Path, name: str, style: str
) -> None:
    (tmp_path / name).write_text(style)
    problems = found(tmp_path, "")
    assert len(problems) == 1
    assert problems[0].startswith(f"{name}: ")


# --- capture.py -----------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one demo of one captured example."""
    monkeypatch.setattr(capture, "CAPTURED_WITH", sys.version_info[:2])
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    examples = tmp_path / "x-demo" / "examples"
    examples.mkdir(parents=True)
    (examples / "01_call.py").write_text(
        "import os, pathlib\n"
        "print('first, then', end=' ')\n"
        "os.write(1, os.fsencode(pathlib.Path.cwd().name + '\\n'))\n"
        "print('In Python: return val', id(object()), '(garbage: no restype)')\n"
        "print('In Python: return val 13.8')\n"
    )
    (examples / "01_call.out").write_text(
        "first, then x-demo\n"
        "In Python: return val <garbage> (garbage: no restype)\n"
        "In Python: return val 13.8\n"
    )
    return tmp_path


def test_captured_outputs_pass(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert capture.main(["--check"], root) == 0
    said = capsys.readouterr()
    assert said.out == "x-demo: 1 examples, 0 failed\ncapture: 1 examples, all well\n"
    assert said.err == ""


def failure(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a capture that must fail; return what it said."""
    assert capture.main(arguments, root) == 1
    return capsys.readouterr().err


def test_a_changed_output_is_shown(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = root / "x-demo/examples/01_call.out"
    output.write_text(output.read_text().replace("13.8", "48.0"))
    said = failure(root, capsys)
    assert "x-demo/examples/01_call.py: prints something else" in said
    assert "-In Python: return val 48.0\n+In Python: return val 13.8\n" in said


def test_bless_writes_what_was_printed(root: Path) -> None:
    output = root / "x-demo/examples/01_call.out"
    wanted = output.read_text()
    output.write_text("old\n")
    assert capture.main(["--bless"], root) == 0
    assert output.read_text() == wanted
    assert {path.name for path in output.parent.iterdir()} == {
        "01_call.py",
        "01_call.out",
    }


def test_bless_leaves_a_right_output_alone(root: Path) -> None:
    output = root / "x-demo/examples/01_call.out"
    before = output.stat()
    assert capture.main(["--bless"], root) == 0
    assert output.stat().st_ino == before.st_ino


@pytest.mark.parametrize("mode", ["--check", "--bless"])
def test_a_failing_example_shows_its_error(
    root: Path, capsys: pytest.CaptureFixture[str], mode: str
) -> None:
    (root / "x-demo/examples/02_bad.py").write_text("print('x')\n1 / 0\n")
    said = failure(root, capsys, mode)
    assert "x-demo/examples/02_bad.py: exit status 1" in said
    assert "ZeroDivisionError" in said
    assert not (root / "x-demo/examples/02_bad.out").exists()


def test_a_warning_is_an_error(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = root / "x-demo/examples/01_call.py"
    example.write_text("import warnings\nwarnings.warn('old')\n")
    assert "UserWarning: old" in failure(root, capsys)


@pytest.mark.parametrize("name", ["02_gone.out", "helper.out"])
def test_an_output_without_an_example_is_named(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (root / "x-demo/examples" / name).write_text("x\n")
    (root / "x-demo/examples/helper.py").write_text("x = 1\n")
    assert f"x-demo/examples/{name}: no example" in failure(root, capsys)


def test_an_example_without_an_output_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "x-demo/examples/01_call.out").unlink()
    assert "01_call.out is missing" in failure(root, capsys)


def test_an_output_may_not_name_this_machine(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "x-demo/examples/01_call.py").write_text("print(__import__('os').getcwd())")
    assert "prints a path of this machine" in failure(root, capsys)


def test_no_examples_at_all_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no examples found" in failure(tmp_path, capsys)


def test_one_example_or_demo_can_be_named(root: Path) -> None:
    other = root / "y-demo/examples"
    other.mkdir(parents=True)
    (other / "01_bad.py").write_text("1 / 0\n")
    assert capture.main([str(root / "x-demo/examples/01_call.py")], root) == 0
    assert capture.main([str(root / "x-demo")], root) == 0
    assert capture.main([str(root / "y-demo")], root) == 1


def test_another_python_only_runs_the_examples(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture, "CAPTURED_WITH", (3, 9))
    output = root / "x-demo/examples/01_call.out"
    output.write_text("other words\n")
    assert capture.main([], root) == 0
    assert "compared only on CPython 3.9" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        capture.main(["--bless"], root)
    (root / "x-demo/examples/01_call.py").write_text("1 / 0\n")
    assert "exit status 1" in failure(root, capsys)
