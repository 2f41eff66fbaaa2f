"""What is special to cxx and pybind11. What all bindings share is in conformance."""

from __future__ import annotations

import copy
import ctypes
import importlib
import importlib.metadata
import inspect
import json
import os
import pickle
import shutil
import subprocess
import sys
from array import array
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn, SupportsIndex
from unittest.mock import Mock

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


@pytest.mark.parametrize("name", cmult_cxx.__all__)
def test_signatures_can_be_read(name: str) -> None:
    # They are the first lines of docs.hpp's texts, in a notation of CPython's.
    public = getattr(cmult_cxx, name)
    assert list(inspect.signature(public).parameters)
    assert "--" not in (inspect.getdoc(public) or "--")


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


def test_a_panic_becomes_an_exception_with_its_words() -> None:
    with pytest.raises(RuntimeError, match=r"^Rust panicked: a panic on purpose$"):
        cmult_cxx._panic()


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


# What the raw module does, and the finished one does not


def test_raw_cuts_a_decimal_but_no_float() -> None:
    assert raw.multiply(Decimal("6.7"), 2.0) == 12.0
    with pytest.raises(TypeError, match="incompatible function arguments"):
        raw.multiply(6.7, 2.0)
    with pytest.raises(TypeError, match="must be an integer, not Decimal"):
        cmult_cxx.multiply(Decimal("6.7"), 2.0)  # type: ignore[arg-type]


def test_raw_says_type_error_to_a_large_int() -> None:
    with pytest.raises(TypeError, match="incompatible function arguments"):
        raw.multiply(2**31, 2.0)
    with pytest.raises(OverflowError):
        cmult_cxx.multiply(2**31, 2.0)


def test_raw_rounds_to_infinity() -> None:
    assert raw.multiply(6, 1e300) == float("inf")
    with pytest.raises(OverflowError):
        cmult_cxx.multiply(6, 1e300)


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


def test_raw_makes_a_text_of_an_exception() -> None:
    def interrupt(_value: float) -> float:
        raise KeyboardInterrupt("now")

    with pytest.raises(RuntimeError, match=r"^KeyboardInterrupt: now"):
        raw.map_in_place([1.0], interrupt)
    with pytest.raises(KeyboardInterrupt, match=r"^now$"):
        cmult_cxx.map_in_place(array("d", [1.0]), interrupt)


# What pybind11 would let happen to an object


def test_an_object_without_init_is_refused() -> None:
    # pybind11 3.1 would hand out memory that nobody has written to.
    product = cmult_cxx.Product.__new__(cmult_cxx.Product)
    for use in (
        lambda: product.value,
        lambda: product.closed,
        lambda: product.close(),
        lambda: product.multiply_by(2.0),
        lambda: product.__enter__(),
    ):
        with pytest.raises(ValueError, match="never initialized"):
            use()
    product.__init__(2.0)  # type: ignore[misc]
    assert product.value == 2.0


def test_a_failed_init_leaves_no_object_behind() -> None:
    product = cmult_cxx.Product.__new__(cmult_cxx.Product)
    with pytest.raises(TypeError):
        product.__init__("2.0")  # type: ignore[misc]
    with pytest.raises(ValueError, match="never initialized"):
        product.close()


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


def test_methods_check_their_self() -> None:
    for method in ("multiply_by", "__enter__", "close", "__exit__"):
        arguments = [6.0, 2.0] if method == "multiply_by" else [6.0]
        with pytest.raises(TypeError, match="Product"):
            getattr(cmult_cxx.Product, method)(*arguments)


def test_methods_ask_for_the_real_type() -> None:
    # pybind11's isinstance believes `__class__`, and the cast believes it.
    class Fake:
        __class__ = cmult_cxx.Product  # type: ignore[assignment]

    Product: Any = cmult_cxx.Product
    for fake in (Fake(), Mock(spec=Product)):
        assert isinstance(fake, Product)
        for use in (
            lambda fake: Product.value.__get__(fake),
            lambda fake: Product.closed.__get__(fake),
            Product.close,
            lambda fake: Product.multiply_by(fake, 2.0),
            Product.__enter__,
            Product.__exit__,
            Product.__init__,
        ):
            with pytest.raises(TypeError, match="self"):
                use(fake)


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


@pytest.mark.parametrize("state", ["open", "closed", "never initialized"])
def test_a_product_is_neither_copied_nor_pickled(state: str) -> None:
    # object's `__reduce__` makes pybind11 call std::terminate.
    product = cmult_cxx.Product.__new__(cmult_cxx.Product)
    if state != "never initialized":
        product.__init__(2.0)  # type: ignore[misc]
    if state == "closed":
        product.close()
    refused: list[Callable[[], object]] = [
        product.__reduce__,
        lambda: copy.copy(product),
        lambda: copy.deepcopy(product),
    ]
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        refused.append(partial(product.__reduce_ex__, protocol))
        refused.append(partial(pickle.dumps, product, protocol))
    for use in refused:
        with pytest.raises(TypeError, match=r"^Product cannot be copied or pickled$"):
            use()


# Arguments


def test_a_number_is_converted_before_an_array_is_borrowed() -> None:
    values = array("d", [1.0])

    class Growing:
        def __float__(self) -> float:
            values.append(2.0)
            return 3.0

    cmult_cxx.scale_in_place(values, Growing())
    assert values.tolist() == [3.0, 6.0]
    nonsense: Any = 5
    with pytest.raises(TypeError, match=r"^factor must be a number, not str$"):
        cmult_cxx.scale_in_place(nonsense, "2")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^function must be callable, not int$"):
        cmult_cxx.map_in_place(nonsense, nonsense)


def index_of(value: int) -> SupportsIndex:
    class Index:
        def __index__(self) -> int:
            return value

    return Index()


@pytest.mark.parametrize("large", [10**400, -(10**400), index_of(10**400)])
def test_an_int_too_large_for_a_float_is_named(large: SupportsIndex) -> None:
    message = r"^float_param must fit in a 64-bit float$"
    with pytest.raises(OverflowError, match=message):
        cmult_cxx.multiply(6, large)
    with pytest.raises(OverflowError, match=r"^start must fit in a 64-bit float$"):
        cmult_cxx.Product(large)
    with pytest.raises(OverflowError, match=r"^b must fit in 64-bit floats$"):
        cmult_cxx.multiply_complex(1, large)
    message = r"^function must return a number that fits in a 64-bit float$"
    with pytest.raises(OverflowError, match=message):
        cmult_cxx.map_in_place(array("d", [1.0]), lambda _: large)


@pytest.mark.parametrize("large", [1e300, 10**300, -(2.0**128)])
def test_a_float_too_large_for_32_bits_is_named(large: float) -> None:
    message = r"^float_param must fit in a 32-bit float$"
    with pytest.raises(OverflowError, match=message):
        cmult_cxx.multiply(6, large)


def test_a_callback_returns_a_number() -> None:
    message = r"^function must return a number, not str$"
    with pytest.raises(TypeError, match=message):
        cmult_cxx.map_in_place(array("d", [1.0]), str)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [OverflowError, TypeError, KeyboardInterrupt])
@pytest.mark.parametrize(
    ("base", "method"),
    [(object, "__float__"), (object, "__index__"), (int, "__float__")],
)
def test_what_a_number_raises_passes_unchanged(
    base: type, method: str, kind: type[BaseException]
) -> None:
    error = kind("its own words")

    def fail(_self: object) -> NoReturn:
        raise error

    number: Any = type("Number", (base,), {method: fail})()
    calls: list[Callable[[], object]] = [
        lambda: cmult_cxx.multiply(6, number),
        lambda: cmult_cxx.multiply_complex(number, 1),
        lambda: cmult_cxx.multiply_complex(type("Z", (), {"__complex__": fail})(), 1),
        lambda: cmult_cxx.map_in_place(array("d", [1.0]), lambda _: number),
    ]
    for call in calls:
        with pytest.raises(kind) as caught:
            call()
        assert caught.value is error


def test_subclasses_of_numbers() -> None:
    class Int(int):
        def __float__(self) -> float:
            return 7.0

    class Complex(complex):
        def __complex__(self) -> complex:
            return 7j

    assert cmult_cxx.multiply(1, Int(2)) == 7.0
    assert cmult_cxx.multiply_complex(Complex(2), 1) == 2
