"""What is special to CFFI. What all bindings share is tested in conformance."""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import threading
import weakref
import zipfile
from array import array
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from textwrap import dedent
from types import FrameType
from typing import Any

import pytest

import cmult_cffi
from cmult_cffi import raw, raw_abi

DEMO = Path(__file__).resolve().parent.parent
INCLUDE = DEMO.parent / "capi" / "include"
PACKAGE = Path(cmult_cffi.__file__).parent
MODES = sorted((DEMO / "examples").glob("2*.py"))

# Every function of the header: a name that starts with cmult, before a bracket.
HEADER = re.sub("//.*", "", (INCLUDE / "cmult.h").read_text())
FUNCTIONS = set(re.findall(r"\b(cmult\w*)\(", HEADER))
STUB = ast.parse((PACKAGE / "_native.pyi").read_text())


def functions(lib: Any) -> set[str]:
    return {name for name in dir(lib) if name.startswith("cmult")}


# What was declared -------------------------------------------------------------


def test_the_declarations_are_the_current_ones() -> None:
    installed = (PACKAGE / "cmult_cdef.h").read_text()
    assert installed == (INCLUDE / "cmult_cdef.h").read_text()


@pytest.mark.parametrize("module", [raw, raw_abi])
def test_every_function_of_the_header_is_declared(module: Any) -> None:
    assert len(FUNCTIONS) == 33
    assert functions(module.lib) == FUNCTIONS


def test_both_modes_call_them_by_the_same_names() -> None:
    names = {name for name, value in vars(raw).items() if callable(value)} - {"ffi"}
    assert len(names) == 18
    for name in names:
        assert getattr(raw, name) is getattr(raw.lib, getattr(raw, name).__name__)
        assert getattr(raw_abi, name) is getattr(
            raw_abi.lib, getattr(raw, name).__name__
        )


def test_the_stub_names_what_the_module_has() -> None:
    for node in STUB.body:
        if isinstance(node, ast.ClassDef):
            methods = {m.name for m in node.body if isinstance(m, ast.FunctionDef)}
            module = raw.lib if node.name == "_Lib" else raw.ffi
            assert methods - {"__getattr__"} <= set(dir(module))


# What was built ----------------------------------------------------------------


def symbols(library: Path) -> set[str]:
    nm = shutil.which("nm")
    if nm is None or sys.platform != "linux":
        pytest.skip("needs Linux and nm (binutils)")
    command = [nm, "-D", "--defined-only", "-P", str(library)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {line.split()[0] for line in lines.splitlines()}


def test_the_module_keeps_rusts_symbols_to_itself() -> None:
    (module,) = PACKAGE.glob("_native.*.so")
    assert symbols(module) == {"PyInit__native"}


def test_the_library_exports_the_header_and_nothing_else() -> None:
    assert symbols(PACKAGE / "libcmult.so") == FUNCTIONS


def test_one_wheel_serves_every_python() -> None:
    wheel = importlib.metadata.distribution("cmult-cffi").read_text("WHEEL")
    assert wheel is not None
    if hasattr(sys, "_is_gil_enabled") and not sys._is_gil_enabled():
        pytest.skip("a free-threaded Python has no stable ABI")
    assert "Tag: cp311-abi3-" in wheel


# The modes ---------------------------------------------------------------------


def test_all_four_modes_are_shown() -> None:
    assert len(MODES) == 4


@pytest.mark.parametrize("example", MODES, ids=lambda path: path.stem)
def test_a_mode_gives_the_answer_and_leaves_nothing_behind(example: Path) -> None:
    # That all examples print what was captured is tested for the demos together.
    before = set(DEMO.iterdir()), set(example.parent.glob("*.*"))
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", str(example.relative_to(DEMO))],
        cwd=DEMO,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "    In cmult : int: 6 float 2.3 returning  13.8",
        "    In Python: int: 6 float 2.3 return val 13.8",
    ]
    assert (set(DEMO.iterdir()), set(example.parent.glob("*.*"))) == before


def test_maturin_makes_the_abi_mode_out_of_line(tmp_path: Path) -> None:
    maturin = [sys.executable, "-m", "maturin", "build", "--release", "--quiet"]
    subprocess.run(
        [*maturin, "--interpreter", sys.executable, "--out", str(tmp_path)],
        cwd=DEMO / "maturin-abi",
        check=True,
    )
    (wheel,) = tmp_path.glob("cmult_abi-*-py3-none-*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    show = "from cmult_abi import lib; print(lib.cmult_multiply(6, 2.3), *dir(lib))"
    done = subprocess.run(
        [sys.executable, "-c", show],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    answer, *names = done.stdout.split()
    assert float(answer) == raw.multiply(6, 2.3)
    assert set(names) == set(dir(raw_abi.lib))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("multiply", (6, 2.3)),
        ("multiply", (True, float("inf"))),
        ("multiply", (6, 1e300)),
        ("multiply", (2**31, 1.0)),
        ("multiply", (6.7, 1.0)),
        ("multiply", (6, "2.3")),
        ("multiply", (6,)),
        ("logical_and", (True, False)),
        ("logical_and", (2, True)),
        ("compound", (1.0, 2.0, 10)),
        ("compound", (1.0, 2.0, -1)),
        ("scale_in_place", ([1.0], 1, 2.0)),
        ("panic", ()),
    ],
)
def test_both_modes_answer_alike(name: str, arguments: tuple[Any, ...]) -> None:
    def outcome(function: Callable[..., Any]) -> object:
        try:
            return function(*arguments)
        except Exception as error:
            return type(error)  # the words differ

    assert outcome(getattr(raw, name)) == outcome(getattr(raw_abi, name))


@pytest.mark.parametrize("module", [raw, raw_abi])
def test_a_struct_passes_by_value_in_both_modes(module: Any) -> None:
    product = module.multiply_complex((1, 2), (3, -4))
    assert (product.re, product.im) == (11, 2)


# The traps ---------------------------------------------------------------------


@pytest.mark.parametrize("module", [raw, raw_abi])
def test_cffi_takes_any_format_and_read_only_memory(module: Any) -> None:
    floats = array("f", [1.0, 2.0])
    with module.ffi.from_buffer("double[]", floats) as data:
        assert len(data) == 1
    values = array("d", [1.0])
    constant = memoryview(values).toreadonly()
    with module.ffi.from_buffer("double[]", constant) as data:
        module.scale_in_place(data, 1, 10.0)
    assert values[0] == 10.0


@pytest.mark.parametrize("module", [raw, raw_abi])
def test_cffi_cuts_what_has_int(module: Any) -> None:
    assert module.multiply(Decimal("6.7"), 1.0) == 6.0
    assert module.logical_and(Fraction(1, 2), True) is False


def test_cffi_lets_go_of_the_place_before_a_finalizer_runs() -> None:
    # Why `Product` keeps the place itself: freed memory would be read otherwise.
    place = raw.ffi.new("CmultProduct **")
    owner = raw.ffi.gc(place, raw.product_free)
    alive = weakref.ref(place)
    seen: list[bool] = []

    class Late:
        def __del__(self) -> None:
            seen.append(alive() is None)

    late: Any = Late()
    late.owner, late.itself = owner, late
    del place, owner, late
    gc.collect()
    assert seen == [True]


def test_a_refused_array_is_let_go_at_once() -> None:
    values = array("f", [1.0])
    try:
        cmult_cffi.scale_in_place(values, 2)  # type: ignore[arg-type, unused-ignore]
    except TypeError:
        values.append(2.0)  # not later, when the traceback is gone
    assert len(values) == 2


# The callback ------------------------------------------------------------------


def test_raise_leaves_the_context_as_it_was() -> None:
    first, second = KeyError("first"), ValueError("second")

    def function(value: float) -> float:
        try:
            raise first
        except KeyError:
            raise second  # noqa: B904 - the context is what is tested

    try:
        raise IndexError("handled by the caller, far away")
    except IndexError:
        with pytest.raises(ValueError, match="second"):
            cmult_cffi.map_in_place(array("d", [1.0]), function)
    assert second.__context__ is first


def test_what_was_raised_does_not_keep_itself() -> None:
    class Custom(Exception):
        pass

    def function(value: float) -> float:
        raise Custom

    gc.disable()
    try:
        try:
            cmult_cffi.map_in_place(array("d", [1.0]), function)
        except Custom as error:
            alive = weakref.ref(error)
        assert alive() is None
    finally:
        gc.enable()


def test_an_exception_before_the_callbacks_first_line_is_kept() -> None:
    # As Ctrl-C may come: a `try` inside of the callback would be too late.
    values = array("d", [1.0])
    early = KeyboardInterrupt()

    def interrupt(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "call_function":
            sys.setprofile(None)
            raise early

    sys.setprofile(interrupt)
    try:
        with pytest.raises(KeyboardInterrupt) as caught:
            cmult_cffi.map_in_place(values, lambda value: value + 1)
    finally:
        sys.setprofile(None)
    assert caught.value is early
    assert values[0] == 1.0


def test_no_memory_for_a_callbacks_arguments_is_a_memory_error() -> None:
    set_nomemory = pytest.importorskip("_testcapi").set_nomemory
    remove_hooks = pytest.importorskip("_testcapi").remove_mem_hooks
    values = array("d", [1.0, 2.0])
    outcomes = set()
    for refused in range(100):
        set_nomemory(refused, refused + 1)
        try:
            cmult_cffi.map_in_place(values, abs)
            outcome: type[BaseException] | None = None
        except BaseException as error:
            outcome = type(error)
        finally:
            remove_hooks()
        outcomes.add(outcome)
        values.append(values.pop())  # a BufferError if it were still held
    assert outcomes == {None, MemoryError}


def test_a_sub_interpreter_maps_or_says_that_it_cannot() -> None:
    # Up to Python 3.11, CFFI finds no callback there, and goes on with 0.
    code = """
        from array import array
        import cmult_cffi

        values = array("d", [1.0])
        try:
            cmult_cffi.map_in_place(values, lambda value: value + 1)
        except RuntimeError:
            assert values[0] == 1.0
        else:
            assert values[0] == 2.0
    """
    run = """
        import sys, test.support

        if test.support.run_in_subinterp(sys.argv[1]):
            raise SystemExit("the sub-interpreter failed")
    """
    pytest.importorskip("test.support")
    command = [sys.executable, "-c", dedent(run), dedent(code)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.version_info < (3, 12), reason="one GIL for all before 3.12")
def test_a_refused_import_harms_nobody_if_main_was_first() -> None:
    # Otherwise, on Python 3.12, the next import in the process may abort it.
    code = """
        try:
            import _interpreters as interpreters
            isolated, legacy = [("isolated",), {}], [("legacy",), {}]
        except ImportError:
            import _xxsubinterpreters as interpreters
            isolated, legacy = [(), {"isolated": True}], [(), {"isolated": False}]
        import cmult_cffi

        for (given, named), refused in [(isolated, True), (legacy, False)] * 2:
            other = interpreters.create(*given, **named)
            try:
                error = interpreters.run_string(other, "import cmult_cffi")
            except Exception as raised:
                error = raised
            assert bool(error) is refused, error
            interpreters.destroy(other)
        assert cmult_cffi.multiply(6, 2.5) == 15.0
    """
    command = [sys.executable, "-c", dedent(code)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


# The product -------------------------------------------------------------------


def test_dropping_it_frees_the_product() -> None:
    product = cmult_cffi.Product()
    place, _owner = product._handle
    assert place[0] != raw.ffi.NULL
    del product, _owner
    assert place[0] == raw.ffi.NULL


@pytest.mark.parametrize("owner_first", [True, False])
def test_it_may_be_used_while_the_collector_frees_it(owner_first: bool) -> None:
    seen: list[object] = []

    class Late:
        product: cmult_cffi.Product
        itself: Late

        def __del__(self) -> None:
            for use in (
                lambda: self.product.value,
                lambda: self.product.multiply_by(2.0),
                lambda: self.product.__enter__(),
            ):
                try:
                    seen.append(use())
                except ValueError as error:
                    seen.append(type(error))
            self.product.close()
            seen.append(self.product.closed)

    def make() -> None:
        # The collector calls what is older first.
        late = Late() if owner_first else None
        product = cmult_cffi.Product(2.5)
        late = late or Late()
        late.product, late.itself = product, late

    make()
    gc.collect()
    first, *_, closed = seen
    assert first in (2.5, ValueError)
    assert len(seen) == 4
    assert closed is True


def test_it_may_come_back_from_the_dead() -> None:
    kept: list[cmult_cffi.Product] = []

    class Undead(cmult_cffi.Product):
        itself: Undead

        def __del__(self) -> None:
            kept.append(self)

    dying = Undead(2.5)
    dying.itself = dying
    del dying
    gc.collect()
    (product,) = kept
    with pytest.raises(ValueError, match="closed"):
        product.multiply_by(2.0)
    product.__init__(3.0)  # type: ignore[misc]
    assert product.value == 3.0


def test_it_may_be_made_anew_while_others_use_it() -> None:
    product = cmult_cffi.Product()
    done = threading.Event()

    def use() -> None:
        while not done.is_set():
            with contextlib.suppress(ValueError):
                product.multiply_by(1.0)

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(10_000):
        product.close()
        product.__init__()  # type: ignore[misc]
    done.set()
    for thread in threads:
        thread.join()
    assert product.value == 1.0
