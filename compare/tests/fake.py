"""The files of a small run that nobody has measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from compare import run_files
from compare.cost.calls import MAIN_LENGTHS

# Of all lengths those that make a curve: four points.
LENGTHS = (*MAIN_LENGTHS, 16)
LOOP = 5e-9


def sample(*best: float) -> dict[str, list[float]]:
    """The times of a contender, one for each process; the loop is in them."""
    return {
        "best": [time + LOOP for time in best],
        "ordinary": [1.25 * time + LOOP for time in best],
    }


def kind(**contenders: dict[str, list[float]]) -> dict[str, Any]:
    """The times of a kind of call."""
    loop = {"best": [LOOP] * 3, "ordinary": [LOOP] * 3}
    named = {key.replace("_", "-"): value for key, value in contenders.items()}
    return {"empty-loop": loop, **named}


def arrays(length: int) -> dict[str, Any]:
    """Costs by length that cross: a call of 1 µs against 0.1 µs per element."""
    work = 1e-10 * length
    return kind(
        python=sample(*[1e-7 * length] * 3),
        numpy=sample(*[5e-7 + work] * 3),
        c_floor=sample(*[3e-8 + work] * 3),
        ctypes_finished=sample(*[1e-6 + work] * 3),
    )


CALLS = {
    "scalars": kind(
        c_floor=sample(2e-8, 2e-8, 2e-8),
        ctypes_raw=sample(3e-7, 3e-7, 3e-7),
        pyo3_raw=sample(2.5e-8, 2.5e-8, 2.5e-8),
        ctypes_finished=sample(6e-7, 6e-7, 6e-7),
        pyo3_finished=sample(3.1e-8, 3e-8, 3.3e-8),
    ),
    "callback": kind(c_floor=sample(*[4e-6] * 3), pyo3_finished=sample(*[5e-6] * 3)),
    "pickle": kind(python=sample(*[2e-6] * 3), ctypes_finished=sample(*[6e-6] * 3)),
    **{f"arrays-{length}": arrays(length) for length in LENGTHS},
}

THREADS = {
    "pyo3-finished": {
        "gil": {"multiply": "held", "compound": "released"},
        "seconds": {"in a row": [2.0, 2.2, 2.0], "side by side": [1.0, 1.0, 1.25]},
    }
}

BUILD = {
    "pyo3-finished": {
        "cold seconds": 12.34,
        "warm seconds": 1.26,
        "changed seconds": 3.0,
        "wheel bytes": 251_234,
        "wheel tag": "cp311-cp311-linux_x86_64",
        "import seconds": 0.000426,
        "module bytes": 494_944,
        "lines": {
            "finished": {"Rust": 500, "Python": 27},
            "raw": {"Rust": 88},
            "build": {"TOML": 39},
        },
    }
}

WHEELS = {
    "cmult_pyo3-0.1.0-cp311-abi3-manylinux_2_17_x86_64.whl": {
        "package": "cmult_pyo3",
        "tag": "cp311-abi3-manylinux_2_17_x86_64",
        "bytes": 287_046,
        "glibc": "2.17",
    }
}


def by_size(at_100: float, at_10_000: float) -> dict[str, list[float]]:
    """The times of a way at two sizes, two rounds each."""
    return {"100": [2 * at_100, at_100], "10000": [at_10_000, 2 * at_10_000]}


SCALE = {
    "set-up": {"processor": "Abacus", "workers": 2},
    "start": {"processes": 0.25},
    "crosses": {"one thread": 0, "threads": 0, "processes, pickled": 160_321},
    "dot": {
        "one thread": dict.fromkeys(("ctypes", "PyO3"), by_size(1e-5, 1e-3)),
        "threads": {"ctypes": by_size(2e-5, 5e-4), "PyO3": by_size(9e-6, 5e-4)},
        "processes, pickled": dict.fromkeys(("ctypes", "PyO3"), by_size(1e-3, 1e-2)),
    },
    "compound": {
        "one thread": dict.fromkeys(("ctypes", "PyO3"), by_size(1e-6, 1e-3)),
        "processes": {"ctypes": by_size(5e-4, 5e-4), "PyO3": by_size(1e-3, 2e-3)},
    },
}

MACHINE = {"processor": "Abacus", "note": "", "GIL": True, "crates": {"pyo3": "1"}}


def save(folder: Path) -> None:
    """Write every part of a run into a folder."""
    run_files.save(folder, run_files.CALLS, CALLS)
    run_files.save(folder, run_files.THREADS, THREADS)
    run_files.save(folder, run_files.BUILD, BUILD)
    run_files.save(folder, run_files.WHEELS, WHEELS)
    limited = {"multiply(6, 2.3)": {"own": 2e-8, "limited": 3e-8}}
    run_files.save(folder, run_files.LIMITED_API, limited)
    run_files.save(folder, run_files.MACHINE, MACHINE)
