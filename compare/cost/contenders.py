"""Who is measured: the five bindings in both forms, and what they are held against."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from compare import raw_calls
from compare.cost import plain
from compare.tools import TOOLS, Tool

# Kinds that are left out, and why.
NO_KEYWORDS = "C functions have no names for their arguments"
CHANGES_A_COPY = "changes a copy, not the caller's array"


@dataclass(frozen=True)
class Contender:
    """Somebody who can make the calls."""

    key: str
    label: str
    form: str  # "baseline", "floor", "peer", "raw" or "finished"
    package: str  # what has to be installed
    load: Callable[[], Any]
    omits: dict[str, str] = field(default_factory=dict)
    demo: str = ""  # where its source lies
    # Whether it is in the curve of cost over size, where there is room for few.
    in_curve: bool = False

    @property
    def compiled(self) -> bool:
        """Whether it has a compiled part of ours, which must be a release build."""
        return self.package.startswith("cmult_")


def module(name: str) -> Callable[[], Any]:
    """Import a module when it is needed: not every one may be installed."""
    return lambda: importlib.import_module(name)


def cffi(name: str) -> Callable[[], Any]:
    """Import one of CFFI's raw modules and add what its functions lack."""
    return lambda: raw_calls.cffi_calls(importlib.import_module(name))


def numpy() -> SimpleNamespace:
    """Return what NumPy has to offer against us: arrays."""
    np = importlib.import_module("numpy")

    def scale_in_place(values: Any, factor: float) -> None:
        """Multiply in the array's own memory."""
        np.multiply(values, factor, out=values)

    return SimpleNamespace(
        dot=np.dot, scale_in_place=scale_in_place, view=np.frombuffer
    )


def finished(tool: Tool) -> Contender:
    """Describe a finished binding: its package is its form."""
    return Contender(
        f"{tool.key}-finished",
        tool.name,
        "finished",
        tool.package,
        module(tool.package),
        demo=tool.demo,
        in_curve=True,
    )


FINISHED = [finished(tool) for tool in TOOLS]

C_FLOOR = Contender(
    "c-floor",
    "C extension",
    "floor",
    "cmult_peers",
    module("cmult_peers.c_floor"),
    {"pickle": "its object does not say how it is pickled"},
    in_curve=True,
)

CONTENDERS = [
    Contender(
        "python",
        "plain Python",
        "baseline",
        "",
        lambda: plain,
        {"memory": "takes minutes"},
        in_curve=True,
    ),
    Contender("numpy", "NumPy", "baseline", "numpy", numpy, in_curve=True),
    C_FLOOR,
    Contender(
        "rust-floor",
        "Rust, pyo3-ffi",
        "floor",
        "cmult_peers",
        module("cmult_peers.rust_floor"),
        {"keywords": "its fast calls are positional"},
    ),
    Contender(
        "nanobind",
        "nanobind",
        "peer",
        "cmult_peers",
        module("cmult_peers.nanobind_alone"),
    ),
    Contender(
        "pybind11",
        "pybind11",
        "peer",
        "cmult_peers",
        module("cmult_peers.pybind11_alone"),
    ),
    Contender(
        "ctypes-raw",
        "ctypes, declared",
        "raw",
        "cmult_ctypes",
        raw_calls.ctypes_declared,
        {"keywords": NO_KEYWORDS},
    ),
    Contender(
        "cffi-abi-raw",
        "CFFI, ABI mode",
        "raw",
        "cmult_cffi",
        cffi("cmult_cffi.raw_abi"),
        {"keywords": NO_KEYWORDS},
    ),
    Contender(
        "cffi-raw",
        "CFFI, API mode",
        "raw",
        "cmult_cffi",
        cffi("cmult_cffi.raw"),
        {"keywords": NO_KEYWORDS},
    ),
    Contender(
        "cython-raw",
        "Cython",
        "raw",
        "cmult_cython",
        module("cmult_cython.raw"),
        {"string": "takes and gives bytes, and never frees them"},
    ),
    Contender(
        "cxx-raw",
        "cxx + pybind11",
        "raw",
        "cmult_cxx",
        module("cmult_cxx.raw"),
        {
            "keywords": "pybind11 knows no names unless it is told",
            "callback": CHANGES_A_COPY,
        },
    ),
    Contender(
        "pyo3-raw",
        "PyO3",
        "raw",
        "cmult_pyo3",
        module("cmult_pyo3.raw"),
        {"callback": CHANGES_A_COPY},
    ),
    *FINISHED,
]

BY_KEY = {contender.key: contender for contender in CONTENDERS}
