"""What is special to ctypes: nothing checks a declaration but us."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Iterator
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

import cffi
import pytest

from cmult_ctypes import _library
from cmult_ctypes._library import Complex, MapFunction, Status, Text

HEADER = Path(__file__).parents[2] / "capi" / "include" / "cmult_cdef.h"

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
    "int64_t *": {POINTER(c_int64)},
    "double *": {POINTER(c_double), c_void_p},
    "uint8_t *": {c_char_p},
    "char *": {c_char_p},
    "void *": {c_void_p},
    "int32_t(*)(double, double *, void *)": {MapFunction},
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
        restype, argtypes = _library.DECLARATIONS[name]
        assert len(c_types) == 1 + len(argtypes), name
        for c_type, ours in zip(c_types, [restype, *argtypes], strict=True):
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
    ours = {f"CMULT_STATUS_{status.name}": int(status) for status in Status}
    assert ours == codes


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
