"""What is special to ctypes: declarations that nobody checks but us, exceptions that
it drops, and what is freed by the last reference."""

import ctypes
import gc
import math
import os
import shutil
import subprocess
import sys
from array import array
from collections.abc import Callable, Iterator
from ctypes import (
    POINTER,
    c_bool,
    c_char_p,
    c_double,
    c_float,
    c_int,
    c_int32,
    c_int64,
    c_size_t,
    c_uint64,
    c_void_p,
)
from pathlib import Path
from textwrap import dedent
from typing import Any

import cffi
import pytest

import cmult_ctypes
import cmult_ctypes.exchange  # declares functions, too
from cmult_ctypes import _errors, _library
from cmult_ctypes._library import Complex, DoneFunction, MapFunction, Text

HEADER = Path(__file__).parents[2] / "capi" / "include" / "cmult_cdef.h"

# Of two standards. Nobody looks into them here.
STRUCTS = ["ArrowArray", "ArrowSchema", "DLManagedTensor", "DLManagedTensorVersioned"]

# What a C type may be declared as. A pointer has more than one right answer.
DECLARED_AS: dict[str, set[object]] = {
    "void": {None},
    "_Bool": {c_bool},
    "int32_t": {c_int32},
    "int64_t": {c_int64},
    "uint64_t": {c_uint64},
    "size_t": {c_size_t},
    "float": {c_float},
    "double": {c_double},
    "CmultStatus": {c_int},
    "CmultComplex": {Complex},
    "CmultText": {Text},
    "CmultText *": {POINTER(Text)},
    "CmultProduct *": {c_void_p},
    "CmultProduct * *": {POINTER(c_void_p)},
    "CmultJob *": {c_void_p},
    "CmultJob * *": {POINTER(c_void_p)},
    "CmultPowers *": {c_void_p},
    "CmultPowers * *": {POINTER(c_void_p)},
    **{f"{name} *": {c_void_p} for name in STRUCTS},
    **{f"{name} * *": {POINTER(c_void_p)} for name in STRUCTS},
    "int64_t *": {POINTER(c_int64)},
    "double *": {POINTER(c_double), c_void_p},
    "uint8_t *": {c_char_p},
    "char *": {c_char_p},
    "void *": {c_void_p},
    "int32_t(*)(double, double *, void *)": {MapFunction},
    "void(*)(CmultStatus, double, void *)": {DoneFunction},
}


@pytest.fixture(scope="module")
def header() -> cffi.FFI:
    """The generated declarations, parsed by a C parser that is not ours."""
    ffi = cffi.FFI()
    ffi.cdef(HEADER.read_text())
    return ffi


def functions(header: cffi.FFI) -> Iterator[tuple[str, list[str]]]:
    """Yield each function of the header: its name, its result and arguments."""
    declarations = header._parser._declarations  # type: ignore[attr-defined]
    for key, (type_, _) in declarations.items():
        kind, _, name = key.partition(" ")
        if kind == "function":
            types = [type_.result, *type_.args]
            yield name, [t.get_c_name().replace(" const", "") for t in types]


def test_every_declaration_agrees_with_the_header(header: cffi.FFI) -> None:
    declared = dict(functions(header))
    assert declared.keys() == _library.DECLARATIONS.keys()
    for name, c_types in declared.items():
        for c_type, ours in zip(c_types, _library.DECLARATIONS[name], strict=True):
            assert ours in DECLARED_AS[c_type], f"{name}: {c_type} declared as {ours}"


@pytest.mark.parametrize(
    ("name", "ours"), [("CmultComplex", Complex), ("CmultText", Text)]
)
def test_structures_agree_with_the_header(
    header: cffi.FFI, name: str, ours: type[ctypes.Structure]
) -> None:
    c_type = header.typeof(name)
    assert ctypes.sizeof(ours) == header.sizeof(name)
    assert [field for field, *_ in ours._fields_] == [
        field for field, _ in c_type.fields
    ]
    for field, details in c_type.fields:
        assert getattr(ours, field).offset == details.offset


def test_status_codes_agree_with_the_header(header: cffi.FFI) -> None:
    codes = header.typeof("CmultStatus").relements
    expected = {
        codes["CMULT_STATUS_MISALIGNED"]: BufferError,
        codes["CMULT_STATUS_INTEGER_OVERFLOW"]: OverflowError,
        codes["CMULT_STATUS_LENGTH_MISMATCH"]: ValueError,
        codes["CMULT_STATUS_TEXT_TOO_LONG"]: OverflowError,
        codes["CMULT_STATUS_OUT_OF_MEMORY"]: MemoryError,
        codes["CMULT_STATUS_CLOSED"]: ValueError,
    }
    assert expected == _errors.EXCEPTIONS


@pytest.mark.skipif(shutil.which("nm") is None, reason="nm is not installed")
@pytest.mark.skipif(sys.platform != "linux", reason="reads ELF symbols")
def test_the_library_exports_what_the_header_declares(header: cffi.FFI) -> None:
    command = ["nm", "-D", "--defined-only", str(_library.LIBRARY_PATH)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True)
    exported = {line.split()[-1] for line in lines.stdout.splitlines()}
    assert exported == {name for name, _ in functions(header)}


def fresh_library() -> ctypes.CDLL:
    """The library with nothing declared, as a first attempt would load it."""
    return ctypes.CDLL(str(_library.LIBRARY_PATH))


def test_undeclared_a_float_is_refused() -> None:
    with pytest.raises(ctypes.ArgumentError, match="argument 2"):
        fresh_library().cmult_multiply(6, 2.3)


def test_undeclared_the_result_is_an_int_that_means_nothing() -> None:
    answer = fresh_library().cmult_multiply(6, c_float(2.3))
    assert isinstance(answer, int)


def test_with_a_restype_the_answer_is_right() -> None:
    library = fresh_library()
    library.cmult_multiply.restype = c_float
    assert library.cmult_multiply(6, c_float(2.3)) == 13.799999237060547


def test_declared_an_integer_is_cut_to_its_low_bits() -> None:
    library = fresh_library()
    library.cmult_multiply.restype = c_float
    library.cmult_multiply.argtypes = [c_int32, c_float]
    assert library.cmult_multiply(2**40, 2.5) == 0.0
    assert library.cmult_multiply(2**32 + 6, 2.5) == 15.0
    assert library.cmult_multiply(1, 1e300) == float("inf")
    # More arguments than declared are passed on without a word.
    assert library.cmult_multiply(6, 2.5, 99) == 15.0


def test_the_raw_module_does_not_see_our_declarations() -> None:
    command = "from cmult_ctypes import raw; print(raw.multiply.argtypes)"
    output = subprocess.run(
        [sys.executable, "-c", command], check=True, capture_output=True, text=True
    )
    assert output.stdout.strip() == "None"


def test_a_library_loaded_by_its_short_name_behaves_as_the_c_one(
    tmp_path: Path,
) -> None:
    """`CDLL("./libcmult.so").cmult` is a drop-in for the tutorial's C function."""
    copy = shutil.copy(_library.LIBRARY_PATH, tmp_path)
    script = (
        "import ctypes; cmult = ctypes.CDLL('./' + __import__('sys').argv[1]).cmult;"
        "cmult.restype = ctypes.c_float; print(cmult(6, ctypes.c_float(2.3)))"
    )
    output = subprocess.run(
        [sys.executable, "-u", "-c", script, Path(copy).name],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert output.stdout.splitlines() == [
        "    In cmult : int: 6 float 2.3 returning  13.8",
        "13.799999237060547",
    ]


def fail(value: float) -> float:
    raise LookupError


REFUSED: dict[str, Callable[[Any], object]] = {
    "factor": lambda v: cmult_ctypes.scale_in_place(v, "2"),  # type: ignore[arg-type]
    "lengths": lambda v: cmult_ctypes.dot(v, array("d")),
    "lengths the other way": lambda v: cmult_ctypes.dot(array("d"), v),
    "second array": lambda v: cmult_ctypes.dot(v, [1.0]),  # type: ignore[arg-type]
    "callback": lambda v: cmult_ctypes.map_in_place(v, fail),
    "32-bit floats": lambda v: cmult_ctypes.dot(array("d"), v),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_traceback_holds_no_memory(what: str) -> None:
    # What dies with its last reference would live as long as a traceback has one.
    values: array[float] = array("f" if what == "32-bit floats" else "d", [1.0, 2.0])
    with pytest.raises(Exception) as caught:  # it has the traceback
        REFUSED[what](values)
    values.append(3.0)
    assert caught.tb


def test_calls_make_no_cycles() -> None:
    values = array("d", [1.0])
    gc.collect()
    gc.disable()
    try:
        for _ in range(100):
            cmult_ctypes.map_in_place(values, math.sqrt)
            cmult_ctypes.Product(2.0).multiply_by(2.0)
            try:
                cmult_ctypes.map_in_place(values, fail)
            except LookupError:
                continue
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_an_exception_keeps_its_context() -> None:
    # `raise` would put there what the caller is just handling.
    def function(value: float) -> float:
        try:
            raise KeyError("first")
        except KeyError:
            raise LookupError("second")  # noqa: B904 - the context is what is tested

    try:
        raise OSError("outer")
    except OSError:
        with pytest.raises(LookupError, match="second") as caught:
            cmult_ctypes.map_in_place(array("d", [1.0]), function)
    assert isinstance(caught.value.__context__, KeyError)
    assert isinstance(caught.value.__context__.__context__, OSError)


def test_what_others_do_not_raise_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    # While a callback runs, we listen to what ctypes drops; that of others is theirs.
    reports: list[object] = []
    monkeypatch.setattr(
        sys, "unraisablehook", lambda report: reports.append(type(report.exc_value))
    )
    hook = sys.unraisablehook

    class Broken:
        def __del__(self) -> None:
            raise OSError

    def function(value: float) -> float:
        Broken()
        return -value

    values = array("d", [1.0, 2.0])
    cmult_ctypes.map_in_place(values, function)
    assert values.tolist() == [-1.0, -2.0]
    assert reports == [OSError, OSError]
    assert sys.unraisablehook is hook


def run(script: str) -> str:
    """Run lines in an interpreter of their own; return what they print."""
    command = [sys.executable, "-c", dedent(script)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_no_thread_holds_a_product_while_another_forks() -> None:
    # The lock inside it would be locked in the child for ever.
    output = run(
        """
        import os, signal, threading, cmult_ctypes

        product, done = cmult_ctypes.Product(), False

        def work():
            while not done:
                product.multiply_by(1.0)

        thread = threading.Thread(target=work)
        thread.start()
        hung = 0
        for _ in range(200):
            child = os.fork()
            if not child:
                signal.alarm(5)  # ends a child that waits
                product.multiply_by(1.0)
                os._exit(0)
            hung += os.waitpid(child, 0)[1] != 0
        done = True
        thread.join()
        print(hung)
        """
    )
    assert output == "0\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_step_that_ctypes_did_not_take_is_missed() -> None:
    # ctypes goes on when it has no memory to call the function, and returns 0: success.
    # For some allocations, when refused, it crashes: each is tried in a child.
    pytest.importorskip("_testcapi")
    output = run(
        """
        import os, _testcapi
        from array import array
        from cmult_ctypes import map_in_place

        map_in_place(array("d", [-1.0]), abs)
        ends = set()
        for refused in range(100):
            child = os.fork()
            if not child:
                values, end = array("d", [-1.0, -2.0]), "raised"
                _testcapi.set_nomemory(refused, refused + 1)
                try:
                    map_in_place(values, abs)
                    end = "returned"
                except RuntimeError as error:
                    if "function could not be called" in str(error):
                        end = "missed"
                except BaseException:
                    pass
                _testcapi.remove_mem_hooks()
                if end == "returned" and values.tolist() != [1.0, 2.0]:
                    end = "lost"
                os._exit(["raised", "returned", "missed", "lost"].index(end))
            ends.add(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        print(sorted(ends & {0, 1, 2, 3}))
        """
    )
    assert output == "[0, 1, 2]\n"


def test_what_is_left_when_python_ends_is_no_error() -> None:
    output = run(
        """
        import builtins, sys, cmult_ctypes

        class Owner:
            def __init__(self):
                self.product = cmult_ctypes.Product(2.0)

            def __del__(self):
                print(self.product.value)

        builtins.last = Owner()
        sys.stderr = sys.stdout
        """
    )
    assert output == "2.0\n"
