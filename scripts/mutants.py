"""Plant faults in the glue, one at a time, and see whether a test notices.

    mutants.py                   all of scripts/mutants.toml
    mutants.py cython-demo       those of one demo, or of several
    mutants.py --resume          those that were not noticed yet
    mutants.py --bless           afterwards, write conformance/mutants.md

It works on a copy in target/mutants, never on these files. A fault that no test notices
has survived: a test is missing, or the line is not needed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import beside

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))
from compare import tools  # noqa: E402

TABLE = ROOT / "scripts" / "mutants.toml"
SCRATCH = ROOT / "target" / "mutants"
COPY = SCRATCH / "copy"
RESULTS = SCRATCH / "results.json"
BLESSED = ROOT / "conformance" / "mutants.md"
TOOLS = {tool.demo: tool.name for tool in tools.TOOLS}

# A lock that is never let go makes a test wait without end: that is noticed, too.
PATIENCE = 240


@dataclass(frozen=True)
class Mutant:
    """A fault to plant."""

    demo: str
    file: str
    old: str
    new: str
    tests: str

    @property
    def path(self) -> str:
        """The file, seen from the root."""
        return f"{self.demo}/{self.file}"

    @property
    def key(self) -> str:
        """What the fault is known by; another text is another fault."""
        whole = "\0".join([self.path, self.old, self.new])
        return hashlib.sha256(whole.encode()).hexdigest()[:16]

    @property
    def pytest(self) -> list[str]:
        """The arguments that choose its tests, for this package only."""
        # "a.py or b.py x or y": the files, then what to look for in names.
        words, files = self.tests.split(), []
        while words and (words[0] == "or" or words[0].endswith(".py")):
            word = words.pop(0)
            if word != "or":
                files.append(word if "/" in word else f"conformance/{word}")
        module = "cmult_" + self.demo.removesuffix("-demo")
        chosen = [] if self.demo in files[0] else [module]
        chosen += [f"({' '.join(words)})"] if words else []
        return [*files, "-k", " and ".join(chosen)] if chosen else files

    def planted(self, tree: Path = ROOT) -> str:
        """Return the file with the fault in it."""
        text = (tree / self.path).read_text(encoding="utf-8")
        found = text.count(self.old)
        if found != 1:
            raise LookupError(f"{self.path}: found {found} times: {self.old!r}")
        return text.replace(self.old, self.new)


def table() -> list[Mutant]:
    """Read the faults."""
    demos = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [Mutant(demo, **row) for demo, rows in demos.items() for row in rows]


def copy_sources() -> None:
    """Copy what Git knows, and what is new: a build needs no more."""
    shutil.rmtree(COPY, ignore_errors=True)
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.check_output(command, cwd=ROOT, encoding="utf-8").split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (COPY / name).parent.mkdir(parents=True, exist_ok=True)
            # Not with its old time: Cargo would take what it built before for new.
            shutil.copy(ROOT / name, COPY / name)


def site(demo: str) -> Path:
    """Return where a demo's mutants are installed."""
    return SCRATCH / "site" / demo


def put(demo: str) -> None:
    """Put the package that is installed where its mutants will be."""
    name = "cmult_" + demo.removesuffix("-demo")
    installed = Path(sysconfig.get_path("platlib")) / name
    shutil.rmtree(site(demo), ignore_errors=True)
    shutil.copytree(installed, site(demo) / name)


def build(demo: str) -> bool:
    """Install a demo from the copy, as it is there now."""
    done = beside.install([COPY / demo], site(demo), SCRATCH / "cargo", "-O0")
    if done.returncode:
        print(done.stdout[-3000:])
    return done.returncode == 0


def passes(demo: str, arguments: Iterable[str]) -> bool:
    """Run tests with the mutant in place of the package."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    command += ["-o", "faulthandler_timeout=60", *arguments]
    # The tests of this tree, the package of the other.
    environment = os.environ | {"PYTHONPATH": str(site(demo))}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=(SCRATCH / "pytest.log").open("w"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            code = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            code = -1
        finally:  # and what it started and left behind
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if code in (2, 3, 4, 5):  # pytest was interrupted, or found nothing to run
        log = (SCRATCH / "pytest.log").read_text(errors="replace")
        sys.exit(f"{log}\nerror: pytest {' '.join(arguments)}: exit {code}")
    return code == 0


def attempt(mutant: Mutant) -> str:
    """Plant one fault, run its tests, take it out again."""
    copy = COPY / mutant.path
    sound = copy.read_text(encoding="utf-8")
    interpreted = Path(mutant.file).parts[0] == "python"
    place = site(mutant.demo) / Path(*Path(mutant.file).parts[1:])
    target = place if interpreted else copy
    try:
        target.write_text(mutant.planted(COPY), encoding="utf-8")
        if not interpreted and not build(mutant.demo):
            return "does not build"
        return "survived" if passes(mutant.demo, mutant.pytest) else "caught"
    finally:
        target.write_text(sound, encoding="utf-8")


def known() -> dict[str, str]:
    """Return what earlier runs found out, by the faults' keys."""
    return json.loads(RESULTS.read_text()) if RESULTS.exists() else {}


def run(mutants: list[Mutant]) -> None:
    """Try the faults, demo after demo, and keep each result at once."""
    copy_sources()
    for demo in dict.fromkeys(mutant.demo for mutant in mutants):
        ours = [mutant for mutant in mutants if mutant.demo == demo]
        put(demo)
        if not sound(demo, ours):
            sys.exit(f"error: the tests of {demo} fail without a fault, too")
        for number, mutant in enumerate(ours, 1):
            began = time.monotonic()
            verdict = attempt(mutant)
            # Read again: another run may have others of the demos.
            RESULTS.write_text(json.dumps(known() | {mutant.key: verdict}))
            line = " ".join(mutant.old.split())
            print(
                f"{number:3} of {len(ours)}  {verdict:14} "
                f"{time.monotonic() - began:4.0f} s  {mutant.path}: {line[:60]}",
                flush=True,
            )


def sound(demo: str, mutants: list[Mutant]) -> bool:
    """Run the same tests with no fault planted: they must pass."""
    return all(passes(demo, chosen) for chosen in {tuple(m.pytest) for m in mutants})


def bless(mutants: list[Mutant], results: dict[str, str]) -> None:
    """Write what was found as a table for the book."""
    lines = ["| glue of | faults | planted | noticed | survived |"]
    lines.append("|---|---|---|---|---|")
    for demo, tool in TOOLS.items():
        keys = [mutant.key for mutant in mutants if mutant.demo == demo]
        found = [results[key] for key in keys if key in results]
        noticed = found.count("caught")
        counts = [len(keys), len(found), noticed, len(found) - noticed]
        lines.append(f"| {tool} | {' | '.join(map(str, counts))} |")
    BLESSED.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Try what was asked for; exit with 1 if anything survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("demos", nargs="*", help=", ".join(TOOLS))
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--bless", action="store_true")
    arguments = parser.parse_args()
    unknown = set(arguments.demos) - set(TOOLS)
    if unknown:
        parser.error(f"no such demo: {', '.join(unknown)}")
    mutants = [m for m in table() if m.demo in (arguments.demos or TOOLS)]
    for mutant in mutants:
        mutant.planted()  # or it says what is wrong
    SCRATCH.mkdir(parents=True, exist_ok=True)
    done = {k for k, verdict in known().items() if verdict == "caught"}
    todo = [m for m in mutants if not (arguments.resume and m.key in done)]
    run(todo)
    results = known()
    if arguments.bless:
        bless(table(), results)
    bad = [m for m in mutants if results.get(m.key) != "caught"]
    for mutant in bad:
        old = " ".join(mutant.old.split())
        print(f"{results.get(mutant.key)}: {mutant.path}: {old}")
    print(f"{len(mutants)} faults planted, {len(mutants) - len(bad)} noticed")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
