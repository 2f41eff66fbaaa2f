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
from collections.abc import Callable
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
# ruff: noqa: PYI021

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
    # Imports, quotes and lines like those of the rest of the Python code.
    ruff = [sys.executable, "-m", "ruff"]
    named = ["--stdin-filename", STUB, "-"]
    sort = ["check", "--quiet", "--fix", "--select=I,PYI020"]
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


# Numbers that go to Python's own conversions, from Rust.


def test_an_integer_is_what_python_takes_for_one() -> None:
    class Meta(type):
        """Makes integers of its classes, not of their instances."""

        def __index__(cls) -> int:
            return 6

    class Plain(metaclass=Meta):
        pass

    class Six:
        def __index__(self) -> int:
            return 6

    six: Any = Six()
    six.__index__ = lambda: 7
    assert cmult_pyo3.checked_multiply(six, 1) == 6
    assert cmult_pyo3.checked_multiply(Plain, 1) == 6
    plain: Any = Plain()
    plain.__index__ = lambda: 7
    with pytest.raises(TypeError, match=r"^a must be an integer, not Plain$"):
        cmult_pyo3.checked_multiply(plain, 1)
    number: Any = 6.7
    with pytest.raises(TypeError, match=r"^int_param must be an integer, not float$"):
        cmult_pyo3.multiply(number, 1.0)


def test_an_index_may_raise_and_must_be_an_int() -> None:
    class Six:
        result: Any = "six"

        def __index__(self) -> Any:
            if isinstance(self.result, Exception):
                raise self.result
            return self.result

    six = Six()
    with pytest.raises(TypeError, match="__index__"):
        cmult_pyo3.checked_multiply(six, 1)
    six.result = TypeError("of its own")
    with pytest.raises(TypeError) as caught:
        cmult_pyo3.checked_multiply(six, 1)
    assert caught.value is six.result
    six.result = True
    with pytest.warns(DeprecationWarning, match="__index__"):
        assert cmult_pyo3.checked_multiply(six, 6) == 6


def test_a_subclass_of_int_cannot_hide_its_value() -> None:
    class Odd(int):
        def __index__(self) -> int:
            return 7

        def __lt__(self, other: object) -> bool:
            raise AssertionError

    assert cmult_pyo3.checked_multiply(Odd(6), 1) == 6
    with pytest.raises(ValueError, match=r"^times must not be negative$"):
        cmult_pyo3.repeat("a", Odd(-1))
    with pytest.raises(OverflowError, match=r"^times must fit in a 64-bit unsigned"):
        cmult_pyo3.repeat("a", Odd(2**64))


class Raises:
    """A number whose conversions raise what they are told."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __float__(self) -> float:
        raise self.error


class RaisesComplex(Raises):
    def __complex__(self) -> complex:
        raise self.error


@pytest.mark.parametrize("kind", [Raises, RaisesComplex])
def test_an_overflow_of_the_object_s_own_comes_through(kind: type[Raises]) -> None:
    number = kind(OverflowError("of its own"))
    values = array("d", [1.0])
    for call in (
        lambda: cmult_pyo3.Product(number),
        lambda: cmult_pyo3.multiply(1, number),
        lambda: cmult_pyo3.multiply_complex(number, 1),
        lambda: cmult_pyo3.scale_in_place(values, number),
        lambda: cmult_pyo3.map_in_place(values, lambda _: number),
    ):
        with pytest.raises(OverflowError) as caught:
            call()
        assert caught.value is number.error
        assert not hasattr(caught.value, "__notes__")


def test_an_overflow_of_an_int_is_put_into_our_words() -> None:
    class Large:
        def __index__(self) -> int:
            return 10**400

    class Int(int):
        pass

    values = array("d", [1.0])
    calls: dict[str, Callable[[Any], object]] = {
        "start must fit in a 64-bit float": cmult_pyo3.Product,
        "a must fit in 64-bit floats": lambda a: cmult_pyo3.multiply_complex(a, 1),
        "function must return a number that fits in a 64-bit float": (
            lambda a: cmult_pyo3.map_in_place(values, lambda _: a)
        ),
    }
    for message, call in calls.items():
        for large in (10**400, Int(10**400), Large()):
            with pytest.raises(OverflowError, match=f"^{message}$"):
                call(large)
    text: Any = "2"
    with pytest.raises(TypeError, match=r"^function must return a number, not str$"):
        cmult_pyo3.map_in_place(values, lambda _: text)


def test_an_array_is_borrowed_last() -> None:
    values = array("d", [1.0])

    class Grows:
        def __float__(self) -> float:
            values.append(2.0)
            return 3.0

    cmult_pyo3.scale_in_place(values, Grows())
    assert values.tolist() == [3.0, 6.0]
    no_array: Any = None
    with pytest.raises(TypeError, match=r"^function must be callable, not NoneType$"):
        cmult_pyo3.map_in_place(no_array, no_array)


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


def test_leaving_a_product_takes_any_arguments() -> None:
    for arguments in ((), (None, None, None), (1, 2, 3, 4)):
        product = cmult_pyo3.Product()
        product.__exit__(*arguments)
        assert product.closed
