"""The folders of more-roads, and what runs them."""

from __future__ import annotations

import ast
import io
import re
import sys
from pathlib import Path

import pytest
from rich.console import Console

from compare import ROOT, run_files
from compare.report import tables
from compare.roads import __main__ as roads
from compare.roads import build, examples, folders, table
from compare.roads.folders import Tool
from scripts.capture import same_version

TOOLS = folders.all_tools()
LONGEST_PAGE = 80

each_tool = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.key)


@each_tool
def test_a_folder_is_whole(tool: Tool) -> None:
    for name in ("README.md", "pyproject.toml", "example.py", "example.out"):
        assert (tool.folder / name).is_file(), name
    readme = (tool.folder / "README.md").read_text("utf-8")
    assert readme.startswith(f"# {tool.name}\n")
    for said in ("- Install", "- Limits", "- Credit", "<https://"):
        assert said in readme, said
    assert len(readme.splitlines()) <= 20
    assert ast.get_docstring(ast.parse(tool.example.read_text("utf-8")))


@each_tool
def test_a_binding_is_a_page(tool: Tool) -> None:
    assert 0 < tool.lines("page") <= LONGEST_PAGE


@each_tool
def test_what_it_needs_is_locked(tool: Tool) -> None:
    needs = [(build.REQUIREMENTS, tool.requires())]
    if tool.own_lock.exists():
        needs.append((tool.own_lock, tool.build_requires()))
    for lock, packages in needs:
        text = lock.read_text("utf-8")
        locked = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
        for wanted in packages:
            name = re.split(r"[^\w.-]", wanted)[0].lower().replace("_", "-")
            assert name in locked, f"{wanted}: `just lock`"
    if (tool.folder / "Cargo.toml").exists():
        assert (tool.folder / "Cargo.lock").exists()


@each_tool
def test_what_its_example_prints(tool: Tool) -> None:
    if build.built(tool) is None:
        pytest.skip(f"{tool.name} is not built: `just more-roads {tool.key}`")
    difference = examples.difference(tool)  # fails if the example does
    if same_version():
        assert not difference, difference


def test_the_two_halves_of_uniffi_are_of_one_version() -> None:
    tool = Tool(folders.FOLDER / "uniffi")
    assert f"uniffi-bindgen=={tool.crate_version('uniffi')}" in tool.requires()


def test_every_tool_is_in_the_book() -> None:
    page = (ROOT / "docs" / "src" / "more-roads.md").read_text("utf-8")
    for tool in TOOLS:
        assert f"\n### {tool.name}\n" in page, tool.name
        assert f"../../more-roads/{tool.key}/example.py" in page, tool.name


GOOD = {
    "name": "Good",
    "takes": "C",
    "version": "1.0",
    "answer": {"returned": table.RIGHT},
    "odd": {
        "2**31": {"raised": "OverflowError", "message": "too large"},
        "6.7": {"raised": "ArgumentError", "message": "a float"},
        "1e300": {"returned": "inf"},
    },
    "lines": 40,
    "build lines": 20,
    "module bytes": 123_456,
    "wheel tag": "cp311-cp311-linux_x86_64",
    "seconds": 6e-8,
    "ratio": 3.0,
}
CRASHED = {"2**31": {"crashed": "SIGSEGV"}}
BAD = GOOD | {"name": "Bad", "odd": GOOD["odd"] | CRASHED}  # type: ignore[operator]
MISSING = {"name": "Missing", "takes": "C", "missing": "no such thing", "hint": "x"}
RESULTS = {"good": GOOD, "bad": BAD, "missing": MISSING}


def test_the_table_of_a_run(tmp_path: Path) -> None:
    assert "more-roads.md" not in tables.all_tables(tmp_path)
    run_files.save(tmp_path, run_files.MORE_ROADS, {"tools": RESULTS})
    assert tables.all_tables(tmp_path)["more-roads.md"].splitlines()[2:] == [
        "| Good | 1.0 | C | 13.799999237060547 | 3.0 | 40 | 20 | 123 kB "
        "| `cp311-cp311-linux_x86_64` | OverflowError | ArgumentError | inf |",
        "| Bad | 1.0 | C | 13.799999237060547 | 3.0 | 40 | 20 | 123 kB "
        "| `cp311-cp311-linux_x86_64` | SIGSEGV | ArgumentError | inf |",
        "",
        "- Missing: no such thing (x)",
    ]


def test_the_table_fits_80_columns() -> None:
    console = Console(width=80, record=True, file=io.StringIO())
    odd = {key: {"raised": "OverflowError"} for key in table.ODD}
    long = GOOD | {"name": "Boost.Python", "takes": "C, C++", "odd": odd}
    console.print(table.terminal({"long": long}))
    text = console.export_text()
    assert max(map(len, text.splitlines())) <= 80
    assert text.count("OverflowError") == len(odd)
    for whole in ("Boost.Python", "C, C++", "cp311-cp311"):
        assert whole in text


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (
            "In file included from a.cpp:1:\n"
            "a.cpp:1:10: fatal error: boost/python.hpp: No such file or directory\n"
            "error: command '/usr/bin/gcc' failed with exit code 1",
            "a.cpp:1:10: fatal error: boost/python.hpp: No such file or directory",
        ),
        (
            "💥 maturin failed\n  Caused by: The module name must not contain `-`\n"
            "error: Failed to build `/x`\n  cause: The build backend returned an error",
            "The module name must not contain `-`",
        ),
        (
            "  \N{MULTIPLICATION SIGN} No solution found when resolving dependencies:\n"
            "  ╰─▶ Because x was not found, your requirements are unsatisfiable.\n"
            "\n  hint: there is a y",
            "Because x was not found, your requirements are unsatisfiable.",
        ),
        (
            "/usr/bin/ld: cannot find -lboost_python312: No such file or directory\n"
            "collect2: error: ld returned 1 exit status",
            "usr/bin/ld: cannot find -lboost_python312: No such file or directory",
        ),
        ("", "failed without a word"),
    ],
)
def test_the_line_that_says_why(output: str, said: str) -> None:
    assert build.why(output) == said


class Pretended:
    """A tool of one Python file, which nothing has to be built for."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "pretended"
        self.folder.mkdir()
        self.says("name = 'Pretended'\ntakes = 'C'\nmodule = 'pretended'")
        self.multiplies(folder, "c_floor", "int_param * float_param")
        environment = build.environment() | {"PYTHONPATH": str(folder)}
        patch.setattr(roads, "all_tools", lambda: [Tool(self.folder)])
        patch.setattr(run_files, "SCRATCH", folder / "scratch")
        patch.setattr(build, "PYTHON", sys.executable)
        patch.setattr(build, "environment", lambda: environment)
        for name in ("make_environment", "make_libraries"):
            patch.setattr(build, name, lambda: None)

    def says(self, text: str) -> None:
        rest = "version-of = ['echo', '1']\npage = []\nbuild = []"
        (self.folder / "tool.toml").write_text(f"{text}\n{rest}\n")

    @staticmethod
    def multiplies(folder: Path, name: str, result: str) -> None:
        body = f"def multiply(int_param, float_param):\n    return {result}\n"
        (folder / f"{name}.py").write_text(f"import os, numpy\n\n\n{body}")


SINGLE = "float(numpy.float32(int_param) * numpy.float32(float_param))"


@pytest.mark.parametrize(
    ("result", "status", "printed"),
    [
        (SINGLE, 0, "13.8 is"),
        # In double precision: right for a person, wrong for this core.
        ("int_param * float_param", 1, "Pretended: multiply(6, 2.3) gave 13.79999"),
        ("os.abort()", 1, "Pretended: multiply(6, 2.3) gave SIGABRT"),
        ("1 / 0", 1, "Pretended: multiply(6, 2.3) gave ZeroDivisionError"),
    ],
)
def test_a_wrong_answer_is_a_failure(
    result: str,
    status: int,
    printed: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pretended = Pretended(tmp_path, monkeypatch)
    pretended.multiplies(tmp_path, "pretended", result)
    there = build.Built(tag="", module_bytes=0, seconds=0.0)
    monkeypatch.setattr(build, "build", lambda _tool: there)
    assert roads.main([]) == status
    said = capsys.readouterr()
    assert printed in said.out + said.err


def test_a_tool_that_cannot_be_had_is_a_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pretended = Pretended(tmp_path, monkeypatch)
    pretended.says("name = 'Pretended'\ntakes = 'C'\nneeds = ['no-such-program']")
    assert roads.main([]) == 0
    assert (
        "not here: Pretended: no-such-program: no such program"
        in capsys.readouterr().out
    )
    (saved,) = (tmp_path / "scratch").glob("*.json")
    assert "no such program" in saved.read_text("utf-8")


def test_a_tool_that_nobody_knows(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        roads.main(["no-such-tool"])
    assert "no such tool: no-such-tool (of " in capsys.readouterr().err
