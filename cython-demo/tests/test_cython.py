"""What is special to Cython. What all bindings share is tested in conformance."""

from __future__ import annotations

import importlib
import inspect
import pickle
import re
import shutil
import subprocess
import sys
from array import array
from pathlib import Path
from types import ModuleType

import pytest

import cmult_cython
import cmult_cython.raw as raw

DEMO = Path(__file__).resolve().parent.parent
INCLUDE = DEMO.parent / "capi" / "include"
NATIVE = importlib.import_module("cmult_cython._native")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


# The module and its build


@pytest.mark.skipif(sys.platform != "linux", reason="reads an ELF file")
@pytest.mark.parametrize("module", [NATIVE, raw], ids=lambda module: module.__name__)
def test_modules_export_nothing_of_rust(module: ModuleType) -> None:
    nm = shutil.which("nm")
    if nm is None:
        pytest.skip("nm is not installed (binutils)")
    assert module.__file__
    symbols = run(nm, "-D", "--defined-only", module.__file__).stdout.split()[2::3]
    name = module.__name__.rpartition(".")[2]
    assert symbols == [f"PyInit_{name}"]


def test_modules_are_small() -> None:
    assert NATIVE.__file__
    size = Path(NATIVE.__file__).stat().st_size
    assert size < 1_000_000, "Rust's standard library came along whole"


def test_declarations_are_the_generated_ones() -> None:
    header = (INCLUDE / "cmult.h").read_text("utf-8")
    pxd = (INCLUDE / "cmult.pxd").read_text("utf-8")
    functions = set(re.findall(r"\b(cmult\w*)\(", header))
    assert functions == set(re.findall(r"\b(cmult\w*)\(", pxd))
    assert "made by cbindgen" in pxd.partition("\n")[0].lower()
    assert not list(DEMO.glob("**/cmult.pxd")), "a copy would hide the generated one"


def test_every_function_of_the_header_is_used() -> None:
    header = (INCLUDE / "cmult.h").read_text("utf-8")
    sources = "".join(p.read_text("utf-8") for p in DEMO.glob("src/*.p[yx]*"))
    functions = set(re.findall(r"\b(cmult\w*)\(", header))
    assert functions == set(re.findall(r"\blib\.(cmult\w*)\(", sources))


def test_stubs_match_the_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where mypy leaves its cache
    done = run(sys.executable, "-m", "mypy.stubtest", "cmult_cython")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", cmult_cython.__all__)
def test_public_names_say_what_they_are(name: str) -> None:
    public = getattr(cmult_cython, name)
    assert inspect.getdoc(public)
    assert list(inspect.signature(public).parameters)


def test_a_pointer_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="Product"):
        pickle.dumps(cmult_cython.Product())


# What the raw module does, and the finished one does not


def test_raw_drops_a_fraction() -> None:
    assert raw.multiply(6.7, 2.0) == 12.0
    with pytest.raises(TypeError, match="int_param must be an integer, not float"):
        cmult_cython.multiply(6.7, 2.0)  # type: ignore[arg-type]


def test_raw_rounds_to_infinity() -> None:
    assert raw.multiply(6, 1e300) == float("inf")
    with pytest.raises(OverflowError, match="float_param must fit"):
        cmult_cython.multiply(6, 1e300)


def test_raw_refuses_strings_without_naming_the_argument() -> None:
    with pytest.raises(TypeError, match=r"^an integer is required$"):
        raw.multiply("6", 2.3)  # type: ignore[arg-type]


def test_raw_ignores_a_status() -> None:
    assert raw.checked_multiply(2**62, 2) == 0
    assert raw.dot(array("d", [1.0]), array("d", [1.0, 2.0])) == 0.0
    assert raw.repeat(b"\xff", 2) == b""


def test_raw_takes_a_structure_as_a_dict() -> None:
    square = raw.multiply_complex({"re": 0.0, "im": 1.0}, {"re": 0.0, "im": 1.0})
    assert square == {"re": -1.0, "im": 0.0}
    with pytest.raises(TypeError, match="Expected a mapping, got complex"):
        raw.multiply_complex(1j, 1j)  # type: ignore[arg-type]


def test_raw_takes_bytes_up_to_the_first_nul() -> None:
    assert raw.repeat(b"ab\0cd", 2) == b"abab"
    with pytest.raises(TypeError, match="expected bytes, str found"):
        raw.repeat("ab", 2)  # type: ignore[arg-type]
    assert cmult_cython.repeat("ab\0cd", 2) == "ab\0cdab\0cd"


def test_raw_takes_anything_for_a_bool() -> None:
    assert raw.logical_and("no", [0]) is True


def test_raw_memoryviews_say_value_error() -> None:
    floats, doubles = array("f", [1.0]), array("d", [1.0, 2.0, 3.0, 4.0])
    with pytest.raises(ValueError, match="expected 'double' but got 'float'"):
        raw.scale_in_place(floats, 2.0)
    matrix = memoryview(doubles).cast("B").cast("d", (2, 2))
    with pytest.raises(ValueError, match="wrong number of dimensions"):
        raw.scale_in_place(matrix, 2.0)
    cmult_cython.scale_in_place(matrix, 2.0)
    assert list(doubles) == [2.0, 4.0, 6.0, 8.0]


def test_raw_memoryviews_have_no_first_element_when_empty() -> None:
    with pytest.raises(IndexError):
        raw.scale_in_place(array("d"), 2.0)
    cmult_cython.scale_in_place(array("d"), 2.0)


def test_raw_only_reports_an_exception_in_a_callback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda args: seen.append(args.exc_type))
    values = array("d", [0.0, 2.0])
    raw.map_in_place(values, lambda value: 1.0 / value)
    assert seen == [ZeroDivisionError]
    assert list(values) == [0.0, 0.5]


def test_raw_panic_is_a_number() -> None:
    assert raw.panic() == 9
    with pytest.raises(RuntimeError, match=r"^Rust panicked$"):
        NATIVE._panic()


# How the finished one lets an exception through a callback


def test_an_exception_keeps_its_identity_and_its_context() -> None:
    first = KeyError("first")

    def fail(value: float) -> float:
        try:
            raise first
        except KeyError:
            raise SystemExit("second")  # noqa: B904

    try:
        raise ValueError("handled meanwhile")
    except ValueError:
        with pytest.raises(SystemExit) as caught:
            cmult_cython.map_in_place(array("d", [1.0]), fail)
    # `raise error` in the binding would have put the ValueError here.
    assert caught.value.__context__ is first
    names = [entry.name for entry in caught.traceback]
    assert names[-1] == "fail"
    assert "cmult_cython._native.map_in_place" in names
