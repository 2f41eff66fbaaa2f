"""What is special to Cython. What all bindings share is tested in conformance."""

from __future__ import annotations

import copy
import importlib
import inspect
import math
import pickle
import re
import shutil
import subprocess
import sys
import sysconfig
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
    # The jobs are for bindings that have something to await.
    functions = set(re.findall(r"\b(cmult(?!_job)\w*)\(", header))
    assert functions == set(re.findall(r"\blib\.(cmult\w*)\(", sources))


def test_stubs_match_the_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where mypy leaves its cache
    done = run(sys.executable, "-m", "mypy.stubtest", "cmult_cython")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", cmult_cython.__all__)
def test_public_names_say_what_they_are(name: str) -> None:
    # Without `binding` they are builtins: Cython wrote what is read here.
    public = getattr(cmult_cython, name)
    assert list(inspect.signature(public).parameters)
    assert pickle.loads(pickle.dumps(public)) is public


@pytest.mark.parametrize("module", [NATIVE, raw], ids=lambda module: module.__name__)
def test_modules_say_that_they_need_no_gil(module: ModuleType) -> None:
    # Seen from outside only where Python has none: there an import would enable it.
    enabled = getattr(sys, "_is_gil_enabled", None)
    if enabled is None or not sysconfig.get_config_var("Py_GIL_DISABLED"):
        source = DEMO / "src" / f"{module.__name__.rpartition('.')[2]}.pyx"
        assert "freethreading_compatible=True" in source.read_text("utf-8")
    else:
        assert not enabled()


# What Cython's own conversions take and refuse, and where a line of ours helps


def test_an_int_goes_through_index() -> None:
    words = "'float' object cannot be interpreted as an integer"
    with pytest.raises(TypeError, match=words):
        cmult_cython.checked_multiply(6.7, 1)  # type: ignore[arg-type]
    assert cmult_cython.checked_multiply(-(2**63), 1) == -(2**63)
    for number in [2**63, -(2**63) - 1]:
        with pytest.raises(OverflowError, match="C ssize_t"):
            cmult_cython.checked_multiply(number, 0)


def test_complex_numbers_keep_zeros_and_infinities() -> None:
    # With C's own complex type, i times infinity would make nan of the other half.
    product = cmult_cython.multiply_complex(complex(1.0, math.inf), complex(1.0, 0.0))
    assert math.isnan(product.real)  # 1 - inf * 0
    assert product.imag == math.inf
    product = cmult_cython.multiply_complex(complex(-0.0, 0.0), 1.0)
    assert math.copysign(1.0, product.real) == -1.0


def test_a_str_may_be_of_a_subclass() -> None:
    class Text(str):
        def encode(self, *arguments: object) -> bytes:
            return b"not asked"

    assert cmult_cython.repeat(Text("ab"), 2) == "abab"
    with pytest.raises(TypeError, match="text must be a str, not bytes"):
        cmult_cython.repeat(b"ab", 2)  # type: ignore[arg-type]


def test_memoryviews_say_what_they_refuse() -> None:
    doubles = array("d", [1.0, 2.0, 3.0, 4.0])
    matrix = memoryview(doubles).cast("B").cast("d", (2, 2))
    refused: list[tuple[object, type[Exception], str]] = [
        (array("f", [1.0]), ValueError, "expected 'double' but got 'float'"),
        (matrix, ValueError, "wrong number of dimensions"),
        (memoryview(doubles)[::2], BufferError, "not C-contiguous"),
        (memoryview(doubles).toreadonly(), BufferError, "not writable"),
        (memoryview(bytearray(9))[1:].cast("d"), BufferError, "aligned"),
        ([1.0], TypeError, "bytes-like"),
        (None, TypeError, "must not be None"),
    ]
    for values, kind, words in refused:
        with pytest.raises(kind, match=words):
            cmult_cython.scale_in_place(values, 2.0)  # type: ignore[arg-type]
    assert doubles.tolist() == [1.0, 2.0, 3.0, 4.0]


def test_a_copy_is_of_the_same_class() -> None:
    class Derived(cmult_cython.Product):
        pass

    duplicate = copy.copy(Derived(3.0))
    assert type(duplicate) is Derived
    assert duplicate.value == 3.0


# What the raw module does, and the finished one does not


def test_raw_drops_a_fraction() -> None:
    assert raw.multiply(6.7, 2.0) == 12.0
    with pytest.raises(TypeError):
        cmult_cython.multiply(6.7, 2.0)  # type: ignore[arg-type]


def test_raw_rounds_to_infinity() -> None:
    assert raw.multiply(6, 1e300) == float("inf")
    with pytest.raises(OverflowError, match="too large for a 32-bit float"):
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


def test_raw_memoryviews_want_to_write() -> None:
    constant = memoryview(array("d", [2.0])).toreadonly()
    with pytest.raises(BufferError, match="not writable"):
        raw.dot(constant, constant)
    assert cmult_cython.dot(constant, constant) == 4.0


def test_raw_does_not_look_at_alignment() -> None:
    # The status says it, and nobody reads it.
    odd = memoryview(bytearray(9))[1:].cast("d")
    odd[0] = 1.0
    raw.scale_in_place(odd, 2.0)
    assert odd[0] == 1.0


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
