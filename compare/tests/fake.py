"""The files of a small run that nobody has measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from compare import store
from compare.kinds import LENGTHS

MATRIX: dict[str, Any] = {
    "columns": ["ctypes", "PyO3"],
    "rows": [
        {
            "input": "multiply(2**40, 2.5)",
            "cells": [
                {"kind": "value", "text": "0.0", "verdict": "silently wrong"},
                {"kind": "exception", "text": "OverflowError: <too large> & more"},
            ],
        },
        {
            "input": "a panic",
            "cells": [
                {"kind": "crash", "text": "SIGABRT"},
                {"kind": "something new", "text": ""},
            ],
        },
    ],
}


def arrays() -> dict[str, Any]:
    """Costs by length that cross: a call of 1 µs against 0.1 µs per element."""
    return {
        f"arrays-{n}": {
            "python": [1e-7 * n, 2e-7 * n],
            "numpy": [5e-7 + 1e-10 * n, 6e-7 + 1e-10 * n],
            "c-floor": [3e-8 + 1e-10 * n] * 2,
            "ctypes-finished": [1e-6 + 1e-10 * n] * 2,
        }
        for n in LENGTHS
    }


def save(folder: Path) -> None:
    """Write every part of a run into a folder."""
    calls = {
        "scalars": {
            "empty-loop": [4e-9, 5e-9],
            "c-floor": [2e-8, 3e-8],
            "ctypes-raw": [3.5e-7, 3.6e-7],
            "ctypes-finished": [6e-7, 7e-7],
            "pyo3-finished": [3.1e-8, 3.3e-8],
        },
        "callback": {"c-floor": [4e-6, 4e-6], "pyo3-finished": [5e-6, 6e-6]},
        **arrays(),
    }
    store.save(folder, store.CALLS, calls)
    store.save(
        folder,
        store.THREADS,
        {
            "pyo3-finished": {
                "gil": {"multiply": "held", "compound": "released"},
                "seconds": {"in a row": [2.0, 2.2], "side by side": [1.25, 1.0]},
            }
        },
    )
    store.save(
        folder,
        store.BUILD,
        {
            "pyo3-finished": {
                "cold seconds": 12.34,
                "warm seconds": 1.26,
                "changed seconds": 3.0,
                "wheel bytes": 251_234,
                "wheel tag": "cp311-cp311-linux_x86_64",
                "import seconds": 0.000426,
                "module bytes": 494_944,
                "lines": {
                    "binding": {"Rust": 500, "Python": 27},
                    "build": {"TOML": 39},
                },
            }
        },
    )
    machine = {"processor": "Abacus", "note": "", "GIL": True, "crates": {"pyo3": "1"}}
    store.save(folder, store.MACHINE, machine)
    store.save(folder, store.BEHAVIOUR, MATRIX)
