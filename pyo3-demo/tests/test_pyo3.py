"""What is special to PyO3; what all bindings share is tested in conformance."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import threading
from array import array
from pathlib import Path

import pytest

import cmult_pyo3
import cmult_pyo3.raw
from cmult_pyo3 import _native

DEMO = Path(__file__).parents[1]
STUBS = DEMO / "python" / "cmult_pyo3" / "_native"
# Docstrings in a stub are not for the type checker, but for editors.
STUB_HEADER = """\
# Made by maturin from the Rust code: `just bless`
# ruff: noqa: PYI021

"""
BLESS = os.environ.get("BLESS") == "1"


def run(*command: object, stdin: str | None = None, cwd: Path = DEMO) -> str:
    """Run a command and return what it wrote on standard output."""
    done = subprocess.run(
        [str(word) for word in command],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_stubs_are_what_maturin_generates(tmp_path: Path) -> None:
    if shutil.which("cargo") is None:
        pytest.skip("cargo is not installed")
    options = ["--features=stubs", "--interpreter", sys.executable, "--out", tmp_path]
    run(sys.executable, "-m", "maturin", "generate-stubs", *options)
    # Imports, quotes and lines like those of the rest of the Python code.
    ruff = [sys.executable, "-m", "ruff"]
    sort = ["check", "--quiet", "--fix", "--select=I,PYI020,RUF022"]
    for name in ("__init__.pyi", "raw.pyi"):
        stub = STUBS / name
        made = (tmp_path / "cmult_pyo3" / "_native" / name).read_text(encoding="utf-8")
        # The standard library has it from Python 3.13 on.
        made = made.replace(
            "from types import Cap", "from typing_extensions import Cap"
        )
        named = ["--stdin-filename", stub, "-"]
        made = run(*ruff, *sort, *named, stdin=STUB_HEADER + made)
        made = run(*ruff, "format", *named, stdin=made)
        if BLESS:
            stub.write_text(made, encoding="utf-8")
        assert made == stub.read_text(encoding="utf-8"), "out of date: `just bless`"


def test_the_stubs_match_the_modules(tmp_path: Path) -> None:
    # A module inside a compiled one is its attribute: stubtest cannot import it, and
    # sees the same functions in cmult_pyo3.raw.
    allowed = tmp_path / "allowed"
    allowed.write_text(r"cmult_pyo3\._native\.raw", encoding="utf-8")
    stubtest = [sys.executable, "-m", "mypy.stubtest", "cmult_pyo3"]
    run(*stubtest, "--allowlist", allowed, cwd=tmp_path)


@pytest.mark.skipif(shutil.which("nm") is None, reason="nm is not installed")
@pytest.mark.skipif(sys.platform != "linux", reason="reads an ELF file")
def test_the_module_exports_its_init_functions_alone() -> None:
    assert _native.__file__ is not None
    lines = run("nm", "-D", "--defined-only", _native.__file__).splitlines()
    names = {line.split()[-1] for line in lines}
    # The second from Python 3.15 on (PEP 793).
    assert names - {"PyModExport__native"} == {"PyInit__native"}


# Panics.


def test_a_panic_is_no_exception_but_a_base_exception(
    capfd: pytest.CaptureFixture[str],
) -> None:
    for panic in (cmult_pyo3._panic, cmult_pyo3.raw.panic):
        with pytest.raises(BaseException, match=r"^a panic on purpose$") as caught:
            panic()
        assert caught.type.__name__ == "PanicException"
        assert caught.type.__module__ == "pyo3_runtime"
        assert caught.type.__bases__ == (BaseException,)
        assert "panicked at" in capfd.readouterr().err


def test_a_panic_in_a_callback_goes_on_as_a_panic(
    capfd: pytest.CaptureFixture[str],
) -> None:
    raised: list[BaseException] = []

    def panic(value: float) -> float:
        try:
            cmult_pyo3._panic()
        except BaseException as error:
            raised.append(error)
            raise
        return value

    # More often than calls may be in each other: each is counted back.
    for _ in range(300):
        with pytest.raises(BaseException, match=r"^a panic on purpose$") as caught:
            cmult_pyo3.map_in_place(array("d", [1.0]), panic)
        # Rust panics again with the message, and PyO3 makes a new exception of it.
        assert type(caught.value) is type(raised[-1])
        assert caught.value is not raised[-1]
    assert "PyO3 is resuming a panic" in capfd.readouterr().err
    values = array("d", [1.0, -2.0])
    cmult_pyo3.map_in_place(values, abs)
    assert values.tolist() == [1.0, 2.0]
    values.append(3.0)  # no longer exported


# The stack.


def nested(depth: int) -> float:
    """Map an array in a callback in a callback, so many levels deep."""
    values = array("d", [1.0])

    def deeper(value: float) -> float:
        return nested(depth - 1) + 1 if depth > 1 else value

    cmult_pyo3.map_in_place(values, deeper)
    return values[0]


def test_calls_in_calls_have_a_limit() -> None:
    for _ in range(2):
        assert nested(200) == 200.0
        with pytest.raises(RecursionError, match="map_in_place"):
            nested(201)


def test_each_thread_counts_its_own_calls() -> None:
    results: list[float] = []
    values = array("d", [1.0])

    def in_a_thread(value: float) -> float:
        thread = threading.Thread(target=lambda: results.append(nested(200)))
        thread.start()
        thread.join()
        return value

    cmult_pyo3.map_in_place(values, in_a_thread)
    assert results == [200.0]


# The lessons of the raw form.


def test_raw_is_an_attribute_of_the_compiled_module() -> None:
    assert cmult_pyo3.raw.multiply is _native.raw.multiply
    with pytest.raises(ModuleNotFoundError):
        __import__("cmult_pyo3._native.raw")


def test_raw_makes_an_infinity_of_a_large_float() -> None:
    assert cmult_pyo3.raw.multiply(1, 1e300) == math.inf


def test_raw_names_the_argument_in_a_note() -> None:
    for module in (cmult_pyo3.raw, cmult_pyo3):
        with pytest.raises(OverflowError) as caught:
            module.multiply(2**31, 1.0)
        assert "int_param" not in str(caught.value)
        assert caught.value.__notes__ == ["while processing 'int_param'"]


def test_raw_changes_a_copy() -> None:
    values = array("d", [1.0, 2.0])
    cmult_pyo3.raw.scale_in_place(values, 10.0)
    cmult_pyo3.raw.map_in_place(values, abs)
    assert values.tolist() == [1.0, 2.0]


def test_raw_copies_what_is_no_array_of_64_bit_floats() -> None:
    assert cmult_pyo3.raw.dot([1, 2], array("f", [3.0, 4.0])) == 11.0


# Arguments are converted from left to right.


def test_an_array_is_held_while_the_factor_is_converted() -> None:
    values = array("d", [1.0])

    class Grows:
        def __float__(self) -> float:
            values.append(2.0)
            return 3.0

    with pytest.raises(BufferError, match="resize"):
        cmult_pyo3.scale_in_place(values, Grows())
    assert values.tolist() == [1.0]
    values.append(2.0)  # let go


def test_a_product_is_never_already_borrowed() -> None:
    product = cmult_pyo3.Product()

    def turn() -> None:
        for _ in range(10_001):
            product.multiply_by(-1.0)

    threads = [threading.Thread(target=turn) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert product.value == 1.0
