"""Measure what Cython's limited API costs a call: `python -m compare.cost.limited`.

    --out DIR   the run's folder (default: compare/runs/<date>-<machine>)

The two modules come from the two wheels of cython-demo that `just wheels` makes. They
take turns, in an order that changes, and the best of many rounds counts.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import tempfile
import zipfile
from array import array
from collections.abc import Sequence
from pathlib import Path
from timeit import Timer
from types import ModuleType

from compare import run_files
from compare.cost.wheels import WHEELS
from compare.report.__main__ import keep

OWN = f"cp{sys.version_info.major}{sys.version_info.minor}"
CALLS = [
    "multiply(6, 2.3)",
    "multiply_complex(1j, 2j)",
    'repeat("ab", 3)',
    "dot(one, one)",
    "scale_in_place(one, 1.0)",
    "map_in_place(one, identity)",
    "product.multiply_by(1.0)",
]
ROUNDS, REPEATS = 100, 5_000


def load(tags: str, folder: Path) -> ModuleType:
    """Load the module of the wheel with these tags, beside any other one."""
    (wheel,) = WHEELS.glob(f"cmult_cython-*-{tags}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / tags)
    (file,) = folder.joinpath(tags, "cmult_cython").glob("_native.*[od]")
    spec = importlib.util.spec_from_file_location("cmult_cython._native", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def timer(module: ModuleType, call: str) -> Timer:
    """Return a timer of one call, with what it works on."""
    names = vars(module) | {
        "one": array("d", [1.0]),
        "identity": lambda x: x,
        "product": module.Product(2.0),
    }
    return Timer(call, globals=names)


def measure(modules: dict[str, ModuleType]) -> dict[str, dict[str, float]]:
    """Return the seconds of each call in the best round, with each module."""
    timers = {
        (call, name): timer(module, call)
        for call in CALLS
        for name, module in modules.items()
    }
    best: dict[str, dict[str, float]] = {call: {} for call in CALLS}
    for _ in range(ROUNDS):
        for (call, name), one in random.sample(list(timers.items()), len(timers)):
            seconds = one.timeit(REPEATS) / REPEATS
            best[call][name] = min(best[call].get(name, seconds), seconds)
    return best


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both modules and save the times with the run."""
    parser = argparse.ArgumentParser(prog="compare.cost.limited")
    parser.add_argument("--out", type=Path, default=run_files.new_folder())
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        own = load(f"{OWN}-{OWN}", Path(folder))
        limited = load("cp311-abi3", Path(folder))
        found = measure({"own": own, "limited": limited})
    keep(options.out, run_files.LIMITED_API, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
