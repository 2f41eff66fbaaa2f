"""Runs every example of the demos and compares what it prints with what we show.

    capture.py [--check]  [PATH...]   compare with the .out file beside each example
    capture.py --bless    [PATH...]   write the .out files anew

A PATH is an example or a demo's folder; without one, every `*-demo/examples/NN_*.py`
runs, several at a time. The book shows these .out files and nothing else, so a page
cannot show output that nobody has seen.
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

# Some messages of Python's change with its version. Elsewhere the examples still run,
# and must succeed, but what they print is not compared.
CAPTURED_WITH = (3, 11)

TIMEOUT_SECONDS = 300  # an example may call a compiler

# A wrong call on purpose shows whatever the register held: `return val 48.0 (garbage`.
GARBAGE = re.compile(
    r"(?<=return val )[-+]?(?:nan|inf|\d+(?:\.\d*)?(?:e[-+]?\d+)?)(?=.*\(garbage)"
)


class Outcome(NamedTuple):
    """What came of one example; `problem` is empty when all is well."""

    example: Path
    output: str
    problem: str


def output_of(example: Path) -> Path:
    """Return the file that holds an example's captured output."""
    return example.with_suffix(".out")


def demo_of(example: Path) -> Path:
    """Return the folder of an example's demo, where it runs."""
    return example.parent.parent


def same_version() -> bool:
    """Tell whether this interpreter is the one that the outputs were captured with."""
    return (
        sys.implementation.name == "cpython" and sys.version_info[:2] == CAPTURED_WITH
    )


def find_demos(root: Path = ROOT) -> list[Path]:
    """Return the demos that have examples."""
    return sorted(folder.parent for folder in root.glob("*-demo/examples"))


def find_examples(demo: Path) -> list[Path]:
    """Return a demo's examples in reading order."""
    return sorted((demo / "examples").glob("[0-9][0-9]_*.py"))


def orphans(demo: Path) -> list[str]:
    """Name the outputs of a demo that belong to no example."""
    known = {output_of(example) for example in find_examples(demo)}
    return [
        f"{output.name}: no example NN_name.py prints it"
        for output in sorted((demo / "examples").glob("*.out"))
        if output not in known
    ]


def run(example: Path) -> Outcome:
    """Run one example in its demo's folder."""
    demo = demo_of(example)
    command = [sys.executable, "-W", "error", str(example.relative_to(demo))]
    environment = os.environ | {
        # Rust and Python write to the same pipe: neither may hold its lines back.
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        # The system's own messages, in English everywhere.
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
    }
    try:
        done = subprocess.run(
            command,
            cwd=demo,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(example, "", f"still running after {TIMEOUT_SECONDS} s")
    output = GARBAGE.sub("<garbage>", done.stdout)
    problem = ""
    if done.returncode:
        problem = f"exit status {done.returncode}\n{done.stderr.rstrip()}"
    elif str(demo.parent) in output:
        problem = f"prints a path of this machine: {demo.parent}"
    return Outcome(example, output, problem)


def compare(outcome: Outcome) -> str:
    """Return how a captured output differs from the file, or nothing."""
    file = output_of(outcome.example)
    if not file.exists():
        return f"{file.name} is missing: `just bless` writes it"
    diff = difflib.unified_diff(
        file.read_text(encoding="utf-8").splitlines(),
        outcome.output.splitlines(),
        fromfile=file.name,
        tofile="printed now",
        lineterm="",
    )
    return "\n".join(["prints something else", *text]) if (text := [*diff]) else ""


def bless(outcome: Outcome) -> None:
    """Write a captured output to its file, in one step and only if it changed."""
    file = output_of(outcome.example)
    if file.exists() and file.read_text(encoding="utf-8") == outcome.output:
        return
    with tempfile.NamedTemporaryFile(
        "w", dir=file.parent, encoding="utf-8", newline="\n", delete=False
    ) as new:
        new.write(outcome.output)
    Path(new.name).chmod(0o644)
    Path(new.name).replace(file)
    print(f"wrote {file.parent.parent.name}/{file.parent.name}/{file.name}")


def judge(outcome: Outcome, blessing: bool) -> str:
    """Return what is wrong with an example, or nothing; write its output if told."""
    if outcome.problem:
        return outcome.problem
    if blessing:
        bless(outcome)
        return ""
    if same_version():
        return compare(outcome)
    # Without a comparison, the file must still be there.
    return "" if output_of(outcome.example).exists() else compare(outcome)


def outcomes(examples: Iterable[Path]) -> Iterator[Outcome]:
    """Run examples side by side; yield their outcomes in order."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(run, examples)


def capture(
    examples: Sequence[Path], demos: Iterable[Path] = (), *, blessing: bool = False
) -> list[str]:
    """Run examples, look for orphans in demos; print the progress, return problems."""
    problems = []
    for demo in demos:
        problems += [f"{demo.name}/examples/{orphan}" for orphan in orphans(demo)]
    for demo, group in itertools.groupby(
        outcomes(examples), key=lambda outcome: demo_of(outcome.example)
    ):
        count = 0
        bad = []
        for outcome in group:
            count += 1
            if problem := judge(outcome, blessing):
                bad.append(f"{demo.name}/examples/{outcome.example.name}: {problem}")
        print(f"{demo.name}: {count} examples, {len(bad)} failed", flush=True)
        problems += bad
    return problems


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description="Run the demos' examples and compare what they print."
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="compare (the default)")
    what.add_argument("--bless", action="store_true", help="write the outputs anew")
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="an example or a demo"
    )
    options = parser.parse_args(arguments)
    for path in options.paths:
        if not (path.is_dir() or (path.is_file() and path.suffix == ".py")):
            parser.error(f"no such example or demo: {path}")
    if options.bless and not same_version():
        wanted = ".".join(map(str, CAPTURED_WITH))
        parser.error(f"outputs are captured with CPython {wanted} only")
    return options


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Run the command line; return the exit status."""
    options = parse(arguments)
    paths = [path.resolve() for path in options.paths]
    demos = [path for path in paths if path.is_dir()] if paths else find_demos(root)
    examples = [path for path in paths if path.is_file()]
    examples += itertools.chain.from_iterable(map(find_examples, demos))
    if not examples:
        print("capture: no examples found", file=sys.stderr)
        return 1
    if not same_version():
        wanted = ".".join(map(str, CAPTURED_WITH))
        print(f"outputs are compared only on CPython {wanted}: here they just run")
    problems = capture(sorted(examples), demos, blessing=options.bless)
    for problem in problems:
        print(problem, file=sys.stderr)
    verdict = f"{len(problems)} failed" if problems else "all well"
    print(f"capture: {len(examples)} examples, {verdict}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
