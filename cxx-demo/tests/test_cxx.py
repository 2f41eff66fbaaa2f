"""What is special to cxx and pybind11. What all bindings share is in conformance."""

from __future__ import annotations

import ctypes
import importlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from array import array
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import cmult_cxx
import cmult_cxx.raw as raw

DEMO = Path(__file__).resolve().parent.parent
NATIVE = importlib.import_module("cmult_cxx._native")
PRINTED = "    In cppmul: int: 6 float 2.3 returning  13.8\n"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120
    )


def python(code: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-c", code)


def exported(file: str | Path) -> set[str]:
    nm = shutil.which("nm")
    if nm is None:
        pytest.skip("nm is not installed (binutils)")
    return set(run(nm, "-D", "--defined-only", str(file)).stdout.split()[2::3])


# The modules and their build


@pytest.mark.skipif(sys.platform != "linux", reason="reads an ELF file")
@pytest.mark.parametrize("module", [NATIVE, raw], ids=lambda module: module.__name__)
def test_modules_export_their_init_function_alone(module: ModuleType) -> None:
    assert module.__file__
    name = module.__name__.rpartition(".")[2]
    assert exported(module.__file__) == {f"PyInit_{name}"}


def test_modules_are_small() -> None:
    assert NATIVE.__file__
    size = Path(NATIVE.__file__).stat().st_size
    assert size < 1_000_000, "Rust's standard library came along whole"


def test_version_is_cargos() -> None:
    command = ["cargo", "metadata", "--no-deps", "--format-version=1"]
    done = subprocess.run(command, cwd=DEMO, capture_output=True, check=True)
    packages = json.loads(done.stdout)["packages"]
    versions = {package["name"]: package["version"] for package in packages}
    assert importlib.metadata.version("cmult-cxx") == versions["cmult-cxx"]


def test_stubs_match_the_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where mypy leaves its cache
    done = run(sys.executable, "-m", "mypy.stubtest", "cmult_cxx")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(sys.version_info < (3, 12), reason="one GIL for all before 3.12")
def test_works_in_an_interpreter_with_its_own_gil() -> None:
    done = python(
        "try: import _interpreters as interpreters\n"
        "except ImportError: import _xxsubinterpreters as interpreters\n"
        "code = 'from cmult_cxx import multiply; print(multiply(6, 2.5))'\n"
        "import cmult_cxx\n"
        "for _ in range(3):\n"
        "    other = interpreters.create()\n"
        "    assert not interpreters.run_string(other, code)\n"
        "    interpreters.destroy(other)\n"
    )
    assert done.stdout == "15.0\n" * 3, done.stderr


# The C++ library


@pytest.fixture(scope="module")
def library() -> Path:
    folder = DEMO.parent / "target" / "lib"
    found = [*folder.glob("libcppmult.*"), *folder.glob("cppmult.dll")]
    if not found:
        pytest.fail("libcppmult is missing: `just build-cppmult` builds it")
    return found[0]


def test_cppmult_is_a_c_symbol(library: Path) -> None:
    cppmult = ctypes.CDLL(str(library)).cppmult
    cppmult.argtypes = [ctypes.c_int, ctypes.c_float]
    cppmult.restype = ctypes.c_float
    assert cppmult(6, 2.3) == cmult_cxx.multiply(6, 2.3)
    assert cppmult(-(2**31), 3.4e38) == float("-inf")


@pytest.mark.skipif(sys.platform != "linux", reason="reads an ELF file")
def test_cppmult_needs_no_python(library: Path) -> None:
    assert "cppmult" in exported(library)
    nm = run("nm", "-D", "--undefined-only", str(library)).stdout
    assert " Py" not in nm
    assert " _Py" not in nm


def test_cppmult_prints_through_cpp(library: Path) -> None:
    symbol = f"import ctypes; ctypes.CDLL({str(library)!r}).cppmult"
    assert python(f"{symbol}(6, ctypes.c_float(2.3))").stdout == PRINTED
    bridge = "from cmult_cxx.raw import cppmult; print(cppmult(6, 2.3))"
    assert python(bridge).stdout == f"{PRINTED}13.799999237060547\n"


def test_cppmult_outlives_standard_output() -> None:
    done = python(
        "import os, sys\n"
        "from cmult_cxx.raw import cppmult\n"
        "os.close(1)\n"
        "sys.stderr.write(repr([cppmult(6, 2.3), cppmult(6, 2.3)]))\n"
        "sys.stderr.flush(); os._exit(0)\n"
    )
    assert done.stderr == "[13.799999237060547, 13.799999237060547]"
    assert done.returncode == 0


# Panics and errors on the bridge


@pytest.mark.skipif(os.name != "posix", reason="looks for a signal")
def test_a_bare_panic_ends_the_interpreter() -> None:
    done = python("import cmult_cxx.raw; cmult_cxx.raw.panic()")
    assert done.returncode < 0, "cxx lets a panic pass now: say so in the book"
    assert "a panic on purpose" in done.stderr


def test_raw_knows_one_exception_for_all_errors() -> None:
    for call in (
        lambda: raw.checked_multiply(2**62, 2),
        lambda: raw.dot([1.0], []),
        lambda: raw.repeat("ab", 2**63),
    ):
        with pytest.raises(RuntimeError) as caught:
            call()
        assert type(caught.value) is RuntimeError


def test_raw_makes_a_text_of_an_exception() -> None:
    def interrupt(_value: float) -> float:
        raise KeyboardInterrupt("now")

    with pytest.raises(RuntimeError, match=r"^KeyboardInterrupt: now"):
        raw.map_in_place([1.0], interrupt)
    with pytest.raises(KeyboardInterrupt, match=r"^now$"):
        cmult_cxx.map_in_place(array("d", [1.0]), interrupt)


# What pybind11's conversions do, and `noconvert` prevents


def test_raw_cuts_a_decimal_but_no_float() -> None:
    assert raw.multiply(Decimal("6.7"), 2.0) == 12.0
    with pytest.raises(TypeError, match="incompatible function arguments"):
        raw.multiply(6.7, 2.0)
    for times in (Decimal("1.9"), 1.9):
        with pytest.raises(TypeError, match="incompatible function arguments"):
            cmult_cxx.repeat("ab", times)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="incompatible function arguments"):
        cmult_cxx.multiply(Decimal("6.7"), 2.0)  # type: ignore[arg-type]


def test_raw_rounds_to_infinity() -> None:
    assert raw.multiply(6, 1e300) == float("inf")


def test_raw_has_no_keywords() -> None:
    with pytest.raises(TypeError):
        raw.multiply(int_param=6, float_param=2.3)  # type: ignore[call-arg]


def test_raw_takes_numbers_and_none_for_bools() -> None:
    assert raw.logical_and(1, 2.5) is True
    assert raw.logical_and(None, True) is False


def test_raw_takes_bytes_for_a_text() -> None:
    assert raw.repeat(b"ab", 2) == "abab"
    with pytest.raises(ValueError, match="not utf-8"):
        raw.repeat(b"\xff", 2)


def test_raw_changes_a_copy() -> None:
    values = array("d", [1.0, 2.0])
    raw.scale_in_place(values, 10.0)
    raw.map_in_place(values, lambda value: value + 1.0)
    raw.map_in_place([], abs)
    assert values.tolist() == [1.0, 2.0]


# What pybind11 would let happen to an object


def test_a_failed_init_leaves_no_object_behind() -> None:
    # pybind11 3.1 would hand out memory that nobody has written to.
    product = cmult_cxx.Product.__new__(cmult_cxx.Product)
    with pytest.raises(TypeError):
        product.__init__("2.0")  # type: ignore[misc]
    for use in (product.close, product.__enter__, product.__reduce__):
        with pytest.raises(ValueError, match="never initialized"):
            use()
    product.__init__(2.0)  # type: ignore[misc]
    assert product.value == 2.0


def test_a_subclass_may_not_forget_init() -> None:
    class Forgetful(cmult_cxx.Product):
        def __init__(self) -> None:
            pass

    with pytest.raises(TypeError, match="must be called"):
        Forgetful()


def test_a_second_init_changes_nothing() -> None:
    product = cmult_cxx.Product(2.0)
    product.__init__(3.0)  # type: ignore[misc]
    assert product.value == 2.0


def test_none_is_no_self() -> None:
    # To a pointer to a method pybind11 gives a null pointer for it, hence lambdas.
    Product: Any = cmult_cxx.Product
    for use in (
        Product.value.fget,
        Product.closed.fget,
        Product.close,
        Product.__enter__,
        Product.__exit__,
        lambda none: Product.multiply_by(none, 2.0),
    ):
        with pytest.raises(TypeError):
            use(None)


def test_a_second_base_class_is_another_object() -> None:
    class Both(raw.Product, cmult_cxx.Product):  # type: ignore[metaclass, misc]
        def __init__(self) -> None:
            cmult_cxx.Product.__init__(self, 2.0)
            raw.Product.__init__(self, 3.0)

    finished: Any = cmult_cxx.Product.value
    both = Both()
    assert finished.__get__(both) == 2.0
    assert raw.Product.value(both) == 3.0
    half = Both.__new__(Both)
    raw.Product.__init__(half, 3.0)
    with pytest.raises(ValueError, match="never initialized"):
        finished.__get__(half)


def test_with_gives_the_object_itself() -> None:
    # Not a copy, and not one of the base class.
    class Derived(cmult_cxx.Product):
        pass

    derived = Derived(2.0)
    with derived as same:
        assert same is derived


# What is pybind11's own, and no line of ours can change


@pytest.mark.skipif(os.name != "posix", reason="looks for a signal")
@pytest.mark.parametrize("module", ["cmult_cxx", "cmult_cxx.raw"])
def test_a_keyword_that_utf8_has_not_ends_the_interpreter(module: str) -> None:
    # pybind11 3.1 writes the keywords into its message, and throws when it cannot.
    done = python(
        "import importlib\n"
        f"multiply = importlib.import_module('{module}').multiply\n"
        "multiply(6, **{'\\ud800': 1.0})"
    )
    assert done.returncode < 0, "pybind11 is mended: say so in the book"
    assert "UnicodeEncodeError" in done.stderr


def test_what_index_raises_becomes_a_type_error() -> None:
    # pybind11 forgets the exception, and says that the argument does not fit.
    class Interrupted:
        def __index__(self) -> int:
            raise KeyboardInterrupt

    with pytest.raises(TypeError, match="incompatible function arguments"):
        cmult_cxx.multiply(Interrupted(), 2.0)
