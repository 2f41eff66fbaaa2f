"""What is special to PyO3; what all bindings share is tested in conformance."""

from __future__ import annotations

import ctypes
import inspect
import math
import os
import shutil
import subprocess
import sys
import threading
from array import array
from pathlib import Path
from typing import Any

import numpy
import pytest

import cmult_pyo3
import cmult_pyo3.raw
from cmult_pyo3 import _native

DEMO = Path(__file__).parents[1]
STUB = DEMO / "python" / "cmult_pyo3" / "_native.pyi"
# Docstrings in a stub are not for the type checker, but for editors.
STUB_HEADER = """\
# Made by maturin from the Rust code: `just bless`
# ruff: noqa: PYI021, PYI036

"""
BLESS = os.environ.get("BLESS") == "1"


def run(*command: object, stdin: str | None = None) -> str:
    """Run a command and return what it wrote on standard output."""
    done = subprocess.run(
        [str(word) for word in command],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=DEMO,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_stub_is_what_maturin_generates(tmp_path: Path) -> None:
    if shutil.which("cargo") is None:
        pytest.skip("cargo is not installed")
    options = ["--features=stubs", "--interpreter", sys.executable, "--out", tmp_path]
    run(sys.executable, "-m", "maturin", "generate-stubs", *options)
    made = (tmp_path / "cmult_pyo3" / "_native.pyi").read_text(encoding="utf-8")
    # Imports and lines like those of the rest of the Python code.
    ruff = [sys.executable, "-m", "ruff"]
    named = ["--stdin-filename", STUB, "-"]
    sort = ["check", "--quiet", "--fix", "--select=I"]
    made = run(*ruff, *sort, *named, stdin=STUB_HEADER + made)
    made = run(*ruff, "format", *named, stdin=made)
    if BLESS:
        STUB.write_text(made, encoding="utf-8")
    assert made == STUB.read_text(encoding="utf-8"), "out of date: `just bless`"


@pytest.mark.skipif(shutil.which("nm") is None, reason="nm is not installed")
@pytest.mark.skipif(sys.platform != "linux", reason="reads an ELF file")
def test_the_module_exports_its_init_function_alone() -> None:
    assert _native.__file__ is not None
    lines = run("nm", "-D", "--defined-only", _native.__file__).splitlines()
    assert [line.split()[-1] for line in lines] == ["PyInit__native"]


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


def test_signatures_are_told_to_help_and_inspect() -> None:
    assert str(inspect.signature(cmult_pyo3.multiply)) == "(int_param, float_param)"
    assert str(inspect.signature(cmult_pyo3.Product)) == "(start=1.0)"


# The lessons of the raw form.


def test_raw_makes_an_infinity_of_a_large_float() -> None:
    assert cmult_pyo3.raw.multiply(1, 1e300) == math.inf


@pytest.mark.skipif(sys.version_info < (3, 11), reason="notes are new in Python 3.11")
def test_raw_names_the_argument_in_a_note_only() -> None:
    with pytest.raises(OverflowError) as caught:
        cmult_pyo3.raw.multiply(2**31, 1.0)
    assert "int_param" not in str(caught.value)
    # `getattr`, because mypy checks for Python 3.10 too.
    assert getattr(caught.value, "__notes__") == ["while processing 'int_param'"]  # noqa: B009


def test_raw_changes_a_copy() -> None:
    values = array("d", [1.0, 2.0])
    cmult_pyo3.raw.scale_in_place(values, 10.0)
    cmult_pyo3.raw.map_in_place(values, abs)
    assert values.tolist() == [1.0, 2.0]


def test_raw_copies_what_is_no_array_of_64_bit_floats() -> None:
    assert cmult_pyo3.raw.dot([1, 2], array("f", [3.0, 4.0])) == 11.0


def test_raw_takes_numpy_booleans() -> None:
    assert cmult_pyo3.raw.logical_and(numpy.True_, True)  # type: ignore[arg-type]


def test_raw_calls_a_negative_number_of_times_an_overflow() -> None:
    with pytest.raises(OverflowError):
        cmult_pyo3.raw.repeat("a", -1)


# What PyO3's own view of a buffer does not see: buffer.rs goes a second way.


def test_arrays_without_dimensions_shape_or_strides() -> None:
    one: Any = numpy.array(2.0)
    cmult_pyo3.scale_in_place(one, 3.0)
    assert one == 6.0
    number, numbers = ctypes.c_double(2.0), (ctypes.c_double * 2)(1.0, 2.0)
    cmult_pyo3.scale_in_place(number, 3.0)
    cmult_pyo3.scale_in_place(numbers, 3.0)
    assert (number.value, *numbers) == (6.0, 3.0, 6.0)


def test_the_second_way_checks_as_much_as_the_first() -> None:
    constant: Any = numpy.array(2.0)
    constant.setflags(write=False)
    with pytest.raises(BufferError, match=r"^values must be writable$"):
        cmult_pyo3.scale_in_place(constant, 3.0)
    others: list[Any] = [ctypes.c_int64(1), numpy.array(1.0, "f")]
    for other in (*others, (ctypes.c_float * 2)()):
        with pytest.raises(TypeError, match=r"^values must hold 64-bit floats"):
            cmult_pyo3.scale_in_place(other, 3.0)


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


def test_a_product_may_be_used_while_its_factor_is_converted() -> None:
    product = cmult_pyo3.Product(2.0)

    class Itself:
        def __float__(self) -> float:
            return product.value

    product.multiply_by(Itself())
    assert product.value == 4.0
