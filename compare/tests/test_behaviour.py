"""The behaviour matrix is what the tools do now, and it would notice a change."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.console import Console

from compare import ROOT
from compare.behaviour import __main__ as command
from compare.behaviour import matrix, processes
from compare.behaviour.columns import COLUMNS, FINISHED, RAW
from compare.behaviour.inputs import ANY_SELF, ROWS, Row
from compare.behaviour.matrix import Matrix
from compare.behaviour.one_input import Cell, last_line, masked
from compare.behaviour.processes import Server
from compare.tools import TOOLS

every_row = pytest.mark.parametrize("row", ROWS, ids=[row.code for row in ROWS])


@pytest.fixture(scope="module")
def expected() -> Matrix:
    return matrix.committed()


@pytest.fixture(scope="module")
def found() -> Matrix:
    """Every cell, each in a process of its own: some seconds."""
    return matrix.run()


# The table.


@every_row
def test_kinds_are_as_committed(expected: Matrix, found: Matrix, row: Row) -> None:
    assert not matrix.differences(expected, found, row.code, matrix.in_short)


def test_every_word_is_as_committed(expected: Matrix, found: Matrix) -> None:
    if not matrix.same_ground(expected, found):
        pytest.skip(
            f"messages are compared with Python {expected.made_with['python']} on "
            f"{expected.made_with['system']} only: elsewhere, kinds and classes are"
        )
    changed = [
        line
        for row in ROWS
        for line in matrix.differences(expected, found, row.code, matrix.in_full)
    ]
    versions = matrix.changed_versions(expected, found)
    assert not changed, "\n".join([*changed, "other versions:", *versions])


@every_row
def test_finished_bindings_differ_only_where_it_is_said(
    found: Matrix, row: Row
) -> None:
    assert not matrix.disagreements(found, row)


def test_what_is_said_is_a_trait() -> None:
    bindings = ROOT / "conformance" / "bindings.toml"
    traits = tomllib.loads(bindings.read_text(encoding="utf-8"))["python"]
    assert {row.differs for row in ROWS} <= {"", ANY_SELF, *traits}


def test_the_tools_are_those_of_the_suite() -> None:
    bindings = ROOT / "conformance" / "bindings.toml"
    tables = tomllib.loads(bindings.read_text(encoding="utf-8"))
    named = {key: table["tool"] for key, table in tables.items() if "tool" in table}
    assert {tool.package: tool.name for tool in TOOLS} == named


@every_row
def test_finished_bindings_never_crash(found: Matrix, row: Row) -> None:
    ends = {c.name: found.rows[row.code][c.name].kind for c in FINISHED}
    assert set(ends.values()) <= {"value", "exception", "n/a"}, ends


def test_the_table_is_whole(expected: Matrix) -> None:
    assert len(ROWS) >= 40
    assert list(expected.rows) == [row.code for row in ROWS]
    assert all(list(cells) == list(COLUMNS) for cells in expected.rows.values())
    text = matrix.COMMITTED.read_text(encoding="utf-8")
    assert matrix.dumps(expected) == text, "written by hand? --bless writes it"


def test_every_verdict_appears(expected: Matrix) -> None:
    table = matrix.data(expected)
    raw = {
        row["cells"][column.name]["verdict"] for row in table["rows"] for column in RAW
    }
    assert raw == set(matrix.VERDICTS)
    assert len({symbol for symbol, _ in matrix.VERDICTS.values()}) == len(
        matrix.VERDICTS
    )
    assert set(command.COLOURS) == set(matrix.VERDICTS)


def test_garbage_is_declared_for_columns_that_exist(expected: Matrix) -> None:
    for row in ROWS:
        assert set(row.garbage) <= {column.name for column in RAW}
        garbage = {
            c for c, cell in expected.rows[row.code].items() if cell.kind == "garbage"
        }
        assert garbage == set(row.garbage), row.code


# What would be noticed.


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("PyO3", Cell("value", "0.0")),
        ("PyO3", Cell("crash", "SIGSEGV")),
        ("Cython", Cell("exception", "TypeError: other words")),
    ],
)
def test_a_changed_cell_is_noticed(found: Matrix, column: str, cell: Cell) -> None:
    code = "multiply(2**31, 2.5)"
    changed = replace(found, rows={code: {**found.rows[code], column: cell}})
    lines = matrix.differences(changed, found, code, matrix.in_full)
    assert len(lines) == 1
    assert column in lines[0]
    assert matrix.in_full(cell) in lines[0]


def test_a_changed_class_is_noticed_on_any_python() -> None:
    one, other = Cell("exception", "TypeError: a"), Cell("exception", "ValueError: a")
    assert matrix.in_short(one) != matrix.in_short(other)
    assert matrix.in_short(one) == matrix.in_short(replace(one, text="TypeError: b"))


def test_a_changed_version_is_told(expected: Matrix) -> None:
    other = replace(expected, made_with={**expected.made_with, "cffi": "0.1"})
    (line,) = matrix.changed_versions(expected, other)
    assert line == f"cffi: was {expected.made_with['cffi']}, is 0.1"


def test_a_divided_row_is_noticed(expected: Matrix) -> None:
    row = ROWS[0]
    cells = {**expected.rows[row.code], "PyO3 finished": Cell("value", "13.8")}
    divided = replace(expected, rows={row.code: cells})
    assert any(
        "PyO3 finished: value: 13.8" in x for x in matrix.disagreements(divided, row)
    )
    assert not matrix.disagreements(divided, replace(row, differs="index"))


def test_a_reason_without_a_difference_is_noticed(expected: Matrix) -> None:
    row = replace(ROWS[0], differs="index")
    (line,) = matrix.disagreements(expected, row)
    assert "nobody differs by 'index'" in line


def test_an_exception_is_no_garbage() -> None:
    row = Row("any", "any", {"PyO3": "why"})
    refused = Cell("exception", "TypeError: no")
    assert matrix.settled(refused, row, "PyO3") == refused
    assert matrix.settled(Cell("value", "7"), row, "PyO3") == Cell("garbage", "why")
    assert matrix.settled(Cell("value", "7"), row, "Cython") == Cell("value", "7")


def test_bless_refuses_what_changes_from_run_to_run(
    expected: Matrix,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = ROWS[0]
    runs = [
        Matrix(expected.made_with, {row.code: {"PyO3": Cell("value", text)}})
        for text in "12"
    ]
    monkeypatch.setattr(command, "run", lambda _rows, _console: runs.pop())
    before = matrix.COMMITTED.read_bytes()
    assert command.bless([row], Console()) == 1
    assert "two runs differ" in capsys.readouterr().err
    assert matrix.COMMITTED.read_bytes() == before


# What to think of a cell.

VALUE, TYPE_ERROR = Cell("value", "15.0"), Cell("exception", "TypeError: no")
OVERFLOW = Cell("exception", "OverflowError: no")
ROW = Row("any", "any", sensible="15.0")


@pytest.mark.parametrize(
    ("cell", "promised", "verdict"),
    [
        (VALUE, [VALUE], "right"),
        (Cell("exception", "TypeError: other words"), [TYPE_ERROR], "right"),
        # Where tools have ways of their own, each of them is right.
        (OVERFLOW, [TYPE_ERROR, OVERFLOW], "right"),
        (VALUE, [TYPE_ERROR, VALUE], "right"),
        (Cell("exception", "ValueError: no"), [TYPE_ERROR], "refused"),
        (OVERFLOW, [TYPE_ERROR, VALUE], "refused"),
        (TYPE_ERROR, [VALUE], "too strict"),
        (VALUE, [TYPE_ERROR], "lenient"),
        (Cell("value", "14.0"), [TYPE_ERROR], "silently wrong"),
        (Cell("value", "14.0"), [VALUE], "silently wrong"),
        (Cell("status", "status 4"), [TYPE_ERROR], "status"),
        (Cell("garbage", "why"), [VALUE], "garbage"),
        (Cell("crash", "SIGABRT"), [TYPE_ERROR], "crash"),
        (Cell("hang", "more than 2 s"), [TYPE_ERROR], "hang"),
        (Cell("n/a", "has no dot"), [Cell("n/a", "has no dot")], "n/a"),
    ],
)
def test_verdict(cell: Cell, promised: list[Cell], verdict: str) -> None:
    names = [column.name for column in FINISHED]
    cells = dict.fromkeys(names, promised[0]) | dict(zip(names, promised, strict=False))
    assert matrix.verdict(cell, cells, ROW) == verdict


# One cell.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Product object at 0x7f3a9c2b1e50>", "<Product object at 0x…>"),
        ("/usr/lib/python3.11/site.py: no", "<path>: no"),
        ("core/src/panic.rs:17:5: no", "core/src/panic.rs: no"),
        ("two\n    lines", "two lines"),
        (f"10**400 is 1{'0' * 400}", "10**400 is <401 digits>"),
        ("Boom: no\n\nAt:\n  file(7): f\n  file(8): g", "Boom: no At: …"),
        ("x" * 1000, "x" * 299 + "…"),
        ("1/2 and 2**31 stay", "1/2 and 2**31 stay"),
    ],
)
def test_masking(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_the_last_line_that_says_something() -> None:
    assert last_line("Traceback:\n  f()\nKeyError: 1\nnote: see x\n\n") == "KeyError: 1"
    assert last_line("") == ""


# A process for each cell.


@pytest.fixture(scope="module")
def pyo3() -> Iterator[Server]:
    with Server("PyO3") as warm:
        yield warm


ENDS = [
    ("multiply(6, 2.5)", Cell("value", "15.0")),
    ("[][0]", Cell("exception", "IndexError: list index out of range")),
    ("exit(3)", Cell("exception", "SystemExit: 3")),
    ("close(1)", Cell("n/a", "has no close")),
    ("__import__('os')._exit(3)", Cell("crash", "exit code 3")),
    ("__import__('os').abort()", Cell("crash", "SIGABRT")),
    ("ctypes.string_at(0)", Cell("crash", "SIGSEGV")),
    ("print('seen nowhere')", Cell("value", "None")),
    ("print('!', file=__import__('sys').stderr)", Cell("value", "None", "!")),
]


@pytest.mark.skipif(sys.platform == "win32", reason="signals have other names there")
@pytest.mark.parametrize(("code", "cell"), ENDS, ids=[code for code, _ in ENDS])
def test_an_end_becomes_a_cell(pyo3: Server, code: str, cell: Cell) -> None:
    assert pyo3.run(code, 10.0) == cell


FOREVER = "next(x for x in iter(int, 1) if x)"


def test_a_cell_without_an_end_is_ended(pyo3: Server) -> None:
    assert pyo3.run(FOREVER, 0.3) == Cell("hang", "more than 0.3 s")
    assert pyo3.run("multiply(6, 2.5)", 10.0) == Cell("value", "15.0")


def test_cells_share_nothing(pyo3: Server) -> None:
    assert pyo3.run("np.leftover = 1; np.leftover", 10.0).text == "1"
    assert pyo3.run("hasattr(np, 'leftover')", 10.0).text == "False"


@pytest.mark.parametrize(
    "code", ["multiply(6, 2.5)", "multiply()", "ctypes.string_at(0)"]
)
def test_a_new_interpreter_says_the_same_as_a_fork(pyo3: Server, code: str) -> None:
    assert processes.spawned("PyO3", code, 30.0) == pyo3.run(code, 10.0)


def test_a_new_interpreter_has_a_time_limit_too() -> None:
    assert processes.spawned("PyO3", FOREVER, 2.0).kind == "hang"


def test_the_shell_of_the_reader_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONFAULTHANDLER", "1")
    monkeypatch.setenv("RUST_BACKTRACE", "full")
    environment = processes.environment()
    assert "PYTHONFAULTHANDLER" not in environment
    assert environment["RUST_BACKTRACE"] == "0"


def test_a_tool_that_cannot_be_loaded_is_an_error(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with Server("no such tool") as missing, pytest.raises(RuntimeError):
        missing.run("multiply(6, 2.5)", 10.0)
    assert "KeyError" in capfd.readouterr().err
