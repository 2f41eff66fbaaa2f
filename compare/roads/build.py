"""An environment for the other roads, and what is installed and built into it.

It lies in target/more-roads. Nothing is put into .venv, and nothing is done twice: a
tool whose folder, and whose core, has not changed is there already.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from compare import ROOT
from compare.cost import compiled
from compare.cost.builds import TAG
from compare.roads.folders import FOLDER, SETUPTOOLS, Tool

TARGET = ROOT / "target" / "more-roads"
VENV = TARGET / "venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LIBRARIES = TARGET / "lib"
REQUIREMENTS = FOLDER / "requirements.txt"

# What every tool is built from, beside its own folder.
SHARED = [
    "core", "capi", "cxx-demo/src", "cxx-demo/cpp", "more-roads/cmultpp.hpp",
    "more-roads/requirements.txt",
]  # fmt: skip
MADE = {"build", "__pycache__", "target"}


class NotHereError(Exception):
    """A tool cannot be had on this machine, or with this Python: says why."""


@dataclass(frozen=True)
class Built:
    """What came of building a tool."""

    tag: str
    module_bytes: int
    seconds: float


def environment() -> dict[str, str]:
    """Return the environment in which everything here is built and run."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "CI")}
    return kept | {
        "PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", "")]),
        "VIRTUAL_ENV": str(VENV),
        "PYO3_PYTHON": str(PYTHON),
        "CARGO_TARGET_DIR": str(TARGET / "cargo"),
        "CARGO_TERM_QUIET": "true",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
    }


# A line that says what is wrong: a linker's, a compiler's, maturin's or uv's, in this
# order.
TOLD = [r"\bcannot find -l", r"\berror(\[E\d+\])?: ", r"^Caused by: ", r"^Because "]
# And one that says only that something is.
TELLS_NOTHING = re.compile(r"^error: (Failed to build|command )", re.IGNORECASE)


def why(output: str) -> str:
    """Return the line of a failed command's output that says what is wrong."""
    # uv draws a tree, maturin begins with a picture.
    lines = [re.sub(r"^\W+", "", line) for line in output.splitlines()]
    lines = [line for line in lines if line and not TELLS_NOTHING.match(line)]
    for pattern in TOLD:
        for line in lines:
            if re.search(pattern, line, re.IGNORECASE):
                return line.removeprefix("Caused by: ")
    return lines[-1] if lines else "failed without a word"


def run(command: list[str], log: Path, env: Mapping[str, str] | None = None) -> None:
    """Run a command quietly; keep what it says in a log.

    Raises:
        NotHereError: it failed.
    """
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env or environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="backslashreplace",
    )
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(f"$ {' '.join(command)}\n{done.stdout}", encoding="utf-8")
    if done.returncode:
        raise NotHereError(why(done.stdout))


def uv(*arguments: str) -> list[str]:
    """Return a command of the uv that .venv has."""
    return [sys.executable, "-m", "uv", *arguments]


def install(packages: list[str], log: Path) -> None:
    """Install packages in the versions, and with the hashes, that are locked."""
    command = uv("pip", "install", "--python", str(PYTHON))
    run([*command, "--constraint", str(REQUIREMENTS), *packages], log)


def floor() -> None:
    """Build the functions by hand in C, which every time is a multiple of."""
    setup = Path(__file__).with_name("floor.py")
    run(
        [str(PYTHON), str(setup), str(VENV), str(TARGET)], TARGET / "logs" / "floor.txt"
    )


def make_environment() -> None:
    """Make the environment, if it is not there for this Python."""
    stamp = VENV / "python.txt"
    wanted = f"{sys.version} {VENV}\n{digest([REQUIREMENTS])}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(TARGET / "built", ignore_errors=True)
    log = TARGET / "logs" / "venv.txt"
    run(uv("venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)), log)
    install([SETUPTOOLS], log)
    floor()
    stamp.write_text(wanted)


def make_libraries() -> None:
    """Build the core for C, static and shared, and the C++ face that cxx makes."""
    LIBRARIES.mkdir(parents=True, exist_ok=True)
    shared = {"CARGO_TARGET_DIR": str(ROOT / "target")}
    kinds = "staticlib,cdylib"
    command = ["cargo", "rustc", "--release", "--package=cmult-capi"]
    log = TARGET / "logs" / "libraries.txt"
    run([*command, "--lib", f"--crate-type={kinds}"], log, environment() | shared)
    for name in ("libcmult_capi.a", "libcmult_capi.so"):
        replace(
            ROOT / "target" / "release" / name, LIBRARIES / name.replace("_capi", "")
        )
    command = [
        "-c",
        "import cargo_build; built = cargo_build.build(); "
        "print(built.static, built.out_dir, sep=chr(10))",
    ]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT / "cxx-demo",
        env=environment() | shared,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    static, out_dir = done.stdout.splitlines()
    replace(Path(static), LIBRARIES / "libcmult_cxx.a")
    link = TARGET / "cxxbridge"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(out_dir) / "cxxbridge")


def replace(source: Path, target: Path) -> None:
    """Copy a file in one step, since a program may be running with the old one."""
    new = target.with_suffix(".new")
    shutil.copyfile(source, new)
    new.replace(target)


def files(paths: list[Path]) -> Iterator[Path]:
    """Yield all files below paths that somebody wrote, in a fixed order."""
    for top in paths:
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            parts = set(path.relative_to(ROOT).parts)
            if path.is_file() and not parts & MADE and ".egg-info" not in str(path):
                yield path


def digest(paths: list[Path]) -> str:
    """Return a digest of all files below paths."""
    found = hashlib.sha256()
    for path in files(paths):
        found.update(f"{path.relative_to(ROOT)}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def fingerprint(tool: Tool) -> str:
    """Return what a tool's module depends on, in one line."""
    pages = [
        path for path in tool.folder.iterdir() if path.suffix not in (".md", ".out")
    ]
    sources = [path for path in sorted(pages) if path != tool.example]
    return digest([*sources, *(ROOT / name for name in SHARED)])


def built(tool: Tool) -> Built | None:
    """Return what was built of a tool, if it is still what its folder says."""
    stamp = TARGET / "built" / f"{tool.key}.json"
    if not stamp.exists():
        return None
    kept = json.loads(stamp.read_text())
    if kept.pop("fingerprint") != fingerprint(tool):
        return None
    return Built(**kept)


def build(tool: Tool) -> Built:
    """Install what a tool needs, build its wheel, install that.

    Raises:
        NotHereError: one of these failed.
    """
    if there := built(tool):
        return there
    start = time.perf_counter()
    for program in tool.says.get("needs", []):
        if shutil.which(program) is None:
            raise NotHereError(f"{program}: no such program")
    log = TARGET / "logs" / f"{tool.key}.txt"
    install(tool.requires(), log)
    wheels = TARGET / "wheels" / tool.key
    shutil.rmtree(wheels, ignore_errors=True)
    # setuptools would put what an earlier build left there into the new wheel.
    shutil.rmtree(tool.folder / "build", ignore_errors=True)
    command = uv("build", "--wheel", "--python", str(PYTHON))
    if tool.own_lock.exists():
        command += ["--build-constraint", str(tool.own_lock), "--require-hashes"]
    else:
        command += ["--no-build-isolation"]
    run([*command, "--out-dir", str(wheels), str(tool.folder)], log)
    (wheel,) = wheels.glob("*.whl")
    command = uv("pip", "install", "--python", str(PYTHON), "--no-deps", "--reinstall")
    run([*command, str(wheel)], log.with_suffix(".install.txt"))
    tag = TAG.search(wheel.name)
    result = Built(
        tag=tag[1] if tag else "",
        module_bytes=module_bytes(tool),
        seconds=round(time.perf_counter() - start, 1),
    )
    stamp = TARGET / "built" / f"{tool.key}.json"
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(json.dumps(asdict(result) | {"fingerprint": fingerprint(tool)}))
    return result


def module_bytes(tool: Tool) -> int:
    """Return the size of what its wheel has compiled, without debuggers' symbols."""
    where = (
        VENV / "Lib" / "site-packages"
        if os.name == "nt"
        else next((VENV / "lib").glob("python*/site-packages"))
    )
    (record,) = where.glob(f"{tool.module}-*.dist-info/RECORD")
    names = [line.split(",")[0] for line in record.read_text("utf-8").splitlines()]
    modules = [where / name for name in names if Path(name).suffix in compiled.SUFFIXES]
    return sum(map(compiled.stripped_size, modules))
