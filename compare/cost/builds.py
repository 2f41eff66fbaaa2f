"""Measure what a build costs: `python -m compare.cost.builds`.

    --demo DEMO     only this demo (can be repeated)
    --out DIR       the run's folder (default: compare/runs/<date>-<machine>)
    --imports N     import each package in this many new processes (default 20)

Each demo is built as a reader builds it, with `pip wheel`, in a copy of the
workspace and with a target folder of its own, so that nothing is there already but
the downloaded crates. Three times: from nothing (cold), again (warm), and after a
change in the core.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.progress import Progress

from compare import ROOT, machine, run_files
from compare.cost import compiled, lines
from compare.cost.__main__ import progress_bar
from compare.cost.contenders import FINISHED, Contender
from compare.report.__main__ import render

# What is made, not written.
MADE = shutil.ignore_patterns(
    ".*", "target", "build", "*.egg-info", "__pycache__", "book", "runs"
)
# A wheel's name ends in its tag: the Python, the ABI and the platform it is for.
TAG = re.compile(r"-([^-]+-[^-]+-[^-]+)\.whl$")


def build(demo: Path, target: Path, wheels: Path) -> tuple[float, Path]:
    """Build a demo's wheel; return the seconds it took, and the wheel."""
    shutil.rmtree(wheels, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--no-build-isolation"]
    command += ["--wheel-dir", str(wheels), str(demo)]
    # pip starts maturin by its name, and so finds it beside Python.
    here = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": os.pathsep.join([here, os.environ.get("PATH", "")]),
        "CARGO_TARGET_DIR": str(target),
        "CARGO_NET_OFFLINE": "true",
        "PYO3_PYTHON": sys.executable,
    }
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"error: {demo.name} could not be built\n{done.stderr}")
    (wheel,) = wheels.glob("*.whl")
    return seconds, wheel


def change_core(workspace: Path) -> None:
    """Change the core as a programmer would: so that its code is another."""
    source = workspace / "core" / "src" / "panic.rs"
    source.write_text(source.read_text().replace('on purpose"', 'on PURPOSE"'))


def import_time(package: str, processes: int) -> float:
    """Return the seconds that a new process takes to import a package.

    Of many the shortest, without the start of Python itself.
    """
    script = (
        "from time import perf_counter as now; start = now(); "
        f"import {package}; print(now() - start)"
    )
    command = [sys.executable, "-I", "-c", script]
    times = [float(subprocess.check_output(command)) for _ in range(processes)]
    return min(times)


def measure(contender: Contender, processes: int, bar: Progress) -> dict[str, object]:
    """Measure one demo."""
    demo = contender.demo
    task = bar.add_task(demo, total=4)
    result: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        workspace, target, wheels = (Path(folder, n) for n in ("w", "t", "wheels"))
        shutil.copytree(ROOT, workspace, ignore=MADE)
        result["cold seconds"], wheel = build(workspace / demo, target, wheels)
        result["wheel bytes"] = wheel.stat().st_size
        tag = TAG.search(wheel.name)
        result["wheel tag"] = tag.group(1) if tag else ""
        bar.advance(task)
        result["warm seconds"], _ = build(workspace / demo, target, wheels)
        bar.advance(task)
        change_core(workspace)
        result["changed seconds"], _ = build(workspace / demo, target, wheels)
        bar.advance(task)
    result["import seconds"] = import_time(contender.package, processes)
    module = compiled.module_of(contender.package)
    glibc = compiled.glibc_of(module)
    result["glibc"] = ".".join(map(str, glibc or ()))
    result["module bytes"] = compiled.stripped_size(module)
    result["lines"] = lines.lines_of(demo)
    bar.advance(task)
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the builds and save them with the run."""
    demos = [contender.demo for contender in FINISHED]
    parser = argparse.ArgumentParser(
        prog="compare.cost.builds", description="Measure what a build costs."
    )
    parser.add_argument("--demo", action="append", choices=demos)
    parser.add_argument("--out", type=Path, default=run_files.new_folder())
    parser.add_argument("--imports", type=int, default=20, metavar="N")
    options = parser.parse_args(arguments)

    results = run_files.load(options.out, run_files.BUILD)
    if not (options.out / run_files.MACHINE).exists():
        run_files.save(options.out, run_files.MACHINE, machine.describe())
    try:
        with progress_bar() as bar:
            for contender in FINISHED:
                if contender.demo in (options.demo or demos):
                    key = contender.key
                    results[key] = measure(contender, options.imports, bar)
                    run_files.save(options.out, run_files.BUILD, results)
    except KeyboardInterrupt:
        print("stopped; what is done is kept", file=sys.stderr)
        return 130
    render(options.out)
    for name in ("build.md", "lines.md"):
        print((options.out / name).read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
