"""What is special to CFFI. What all bindings share is tested in conformance."""

from __future__ import annotations

import ast
import copy
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
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import cmult_cffi
from cmult_cffi import raw, raw_abi

DEMO = Path(__file__).resolve().parent.parent
INCLUDE = DEMO.parent / "capi" / "include"
PACKAGE = Path(cmult_cffi.__file__).parent
MODES = sorted((DEMO / "examples").glob("*line.py"))

# Every function of the header: a name that starts with cmult, before a bracket.
HEADER = re.sub("//.*", "", (INCLUDE / "cmult.h").read_text())
FUNCTIONS = set(re.findall(r"\b(cmult\w*)\(", HEADER))


def functions(lib: Any) -> set[str]:
    return {name for name in dir(lib) if name.startswith("cmult")}


# What was declared -------------------------------------------------------------


def test_the_declarations_are_the_current_ones() -> None:
    installed = (PACKAGE / "cmult_cdef.h").read_text()
    assert installed == (INCLUDE / "cmult_cdef.h").read_text()


@pytest.mark.parametrize("module", [raw, raw_abi])
def test_every_function_of_the_header_is_declared(module: Any) -> None:
    assert len(FUNCTIONS) == 17
    assert functions(module.lib) == FUNCTIONS


def test_the_stub_names_what_the_module_has() -> None:
    tree = ast.parse((PACKAGE / "_native.pyi").read_text())
    (lib,) = (
        node
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == "_Lib"
    )
    names = set()
    for node in lib.body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    assert names == set(dir(raw.lib))


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
    assert "Tag: cp310-abi3-" in wheel


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


def test_an_exception_before_the_callbacks_first_line_is_kept() -> None:
    # As Ctrl-C may come: a `try` inside of the callback would be too late.
    values = array("d", [1.0])
    early = KeyboardInterrupt()

    def interrupt(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "call_python":
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


def test_an_error_lets_go_of_the_memory_at_once() -> None:
    values = array("f", [1.0])
    try:
        cmult_cffi.scale_in_place(values, 2)  # type: ignore[arg-type, unused-ignore]
    except TypeError:
        values.append(2.0)  # not later, when the traceback is gone
    assert len(values) == 2


def test_close_frees_at_once() -> None:
    product = cmult_cffi.Product()
    pointer = weakref.ref(product._pointer)
    product.close()
    assert pointer() is None


def test_a_product_has_no_copies() -> None:
    product = cmult_cffi.Product()
    for copied in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            copied(product)


def test_a_product_may_be_closed_while_others_use_it() -> None:
    for _ in range(50):
        product = cmult_cffi.Product()
        outcomes: list[str] = []

        def use(
            product: cmult_cffi.Product = product, outcomes: list[str] = outcomes
        ) -> None:
            try:
                for _ in range(100_000):
                    product.multiply_by(1.0)
            except ValueError as error:
                outcomes.append(str(error))

        threads = [threading.Thread(target=use) for _ in range(2)]
        for thread in threads:
            thread.start()
        product.close()
        for thread in threads:
            thread.join()
        assert outcomes == ["Product is closed"] * 2
