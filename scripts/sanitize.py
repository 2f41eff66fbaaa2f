"""Watch the memory of everything native: sanitizers of the compilers, and valgrind.

    sanitize.py                 every net
    sanitize.py --self-test     only that each net catches what was planted
    sanitize.py valgrind        one net: address, valgrind or undefined

`address`: the tests of capi, and its C program, with AddressSanitizer, LeakSanitizer
and UndefinedBehaviorSanitizer in them. `valgrind`: the C program, and some of the
conformance suite for each package. `undefined`: the same tests, with
UndefinedBehaviorSanitizer in the C and C++ of the packages that have some.

Before a net is believed, it must catch faults that are there on purpose. What this
machine lacks is told, and left out.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import beside

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))
from compare import tools  # noqa: E402

SCRATCH = ROOT / "target" / "sanitize"
ROADS = [tool.key for tool in tools.TOOLS]
# Those whose C or C++ is compiled with them.
COMPILED = ["cffi", "cython", "cxx"]

# Every kind of call, good and bad, and no other process, which nobody would watch.
# Under valgrind a minute or two for each package.
SLICE = ["test_leaks.py"]

# How often test_leaks.py makes each call: one that leaks does so each time.
CALLS = "5"

FAULTS = ["double free", "leak", "out of bounds"]
# The same three from Python, where the library of ctypes lets anybody do anything.
PLANTED = {
    "double free": """
        text = Text()
        library.cmult_text_repeat(b"ab", 2, 3, text)
        library.cmult_text_free(text)
        library.cmult_text_free(text)
    """,
    "leak": """
        library.cmult_product_new(2.5, Product())
    """,
    "out of bounds": """
        values = (c_double * 3)()
        library.cmult_array_dot(addressof(values), 4, addressof(values), 4, c_double())
    """,
}
# What valgrind calls them.
KINDS = {
    "double free": "InvalidFree",
    "leak": "Leak_DefinitelyLost",
    "out of bounds": "InvalidRead",
}


class Found(NamedTuple):
    """One error that valgrind saw."""

    kind: str
    what: str
    stack: list[str]  # function and file of each frame, the innermost first

    def __str__(self) -> str:
        """Show it as valgrind does."""
        return "\n    ".join([f"{self.kind}: {self.what}", *self.stack])


def run(
    command: Sequence[str | Path], **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command from the root, and keep what it printed."""
    return subprocess.run(
        list(map(str, command)),
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def must(command: Sequence[str | Path], **environment: str) -> str:
    """Run a command that has to succeed, and return what it printed."""
    done = run(command, **environment)
    if done.returncode:
        shown = shlex.join(map(str, command))
        sys.exit(f"{done.stdout}\nerror: exit {done.returncode} of: {shown}")
    return done.stdout


def say(text: str) -> None:
    """Print a line at once: what follows takes long."""
    print(text, flush=True)


def caught(net: str, fault: str, saw: bool) -> None:
    """Tell that a planted fault was caught, or end: this net has a hole."""
    if not saw:
        sys.exit(f"error: {net} did not see a planted fault: {fault}")
    say(f"  caught, planted: {fault}")


# ------------------------------------------------------------------- C programs ---


def host() -> str:
    """Return the machine's name, as rustc spells it."""
    return must(["rustc", "--print", "host-tuple"]).strip()


def library(cargo: list[str], target: Path, **environment: str) -> list[str]:
    """Build capi as a static library; return what the C linker has to be given."""
    native = SCRATCH / "native-static-libs"
    build = [*cargo, "rustc", "--quiet", "--frozen", "--package=cmult-capi", "--lib"]
    build += ["--crate-type=staticlib", f"--target={host()}", f"--target-dir={target}"]
    build += ["--", f"--print=native-static-libs={native}"]
    must(build, **environment)
    built = target / host() / "debug" / "libcmult_capi.a"
    return [str(built), *native.read_text(encoding="utf-8").split()]


def compile_c(name: str, libraries: list[str], *options: str) -> Path:
    """Compile one of capi's C programs."""
    program = SCRATCH / (name + "-sanitized" * bool(options))
    command = ["cc", "-std=c11", "-g", *options, f"-I{ROOT}/capi/include"]
    must([*command, f"{ROOT}/capi/tests/c/{name}.c", *libraries, "-o", program])
    return program


# ------------------------------------------------------------------------- nets ---


def address(self_test: bool) -> None:
    """AddressSanitizer and LeakSanitizer: a nightly rustc has them."""
    nightly = f"nightly-{host()}"
    toolchains = run(["rustup", "toolchain", "list"]).stdout if have("rustup") else ""
    if nightly not in toolchains:
        say(f"skipped: AddressSanitizer needs the toolchain {nightly}")
        return
    say("AddressSanitizer, LeakSanitizer")
    cargo = ["rustup", "run", nightly, "cargo"]
    target = SCRATCH / "address"
    flags = {"RUSTFLAGS": "-Zsanitizer=address"}
    libraries = library(cargo, target, **flags)
    options = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]

    faults = compile_c("faults", libraries, *options)
    words = {"double free": "double-free", "leak": "LeakSanitizer: detected"}
    words |= {"out of bounds": "heap-buffer-overflow", "undefined": "integer overflow"}
    for fault in [*FAULTS, "undefined"]:
        ended = run([faults, fault])
        saw = ended.returncode != 0 and words[fault] in ended.stdout
        caught("AddressSanitizer", fault, saw)
    if self_test:
        return

    program = compile_c("program", libraries, *options)
    # It asks for too much memory on purpose.
    must([program], ASAN_OPTIONS="allocator_may_return_null=1")
    say("  clean: the C program")
    test = ["test", "--quiet", "--package=cmult-capi", "--lib"]
    must(
        [*cargo, *test, f"--target={host()}", f"--target-dir={target}"],
        **flags,
        RUST_BACKTRACE="0",
    )
    say("  clean: capi's tests in Rust")


def valgrind(self_test: bool) -> None:
    """Valgrind: it needs nothing of the compilers, and time."""
    if not have("valgrind"):
        say("skipped: valgrind is not installed")
        return
    say("valgrind")
    libraries = library(["cargo"], SCRATCH / "plain")
    faults = compile_c("faults", libraries)
    for fault in FAULTS:
        found, _ = watched([str(faults), fault])
        caught("valgrind", fault, any(KINDS[fault] == each.kind for each in found))
    for fault, lines in PLANTED.items():
        found, _ = watched([sys.executable, "-c", python(lines)])
        ours = [each.kind for each in found if is_ours(each, "ctypes")]
        caught("valgrind", f"{fault}, from Python", KINDS[fault] in ours)
    if self_test:
        return

    found, _ = watched([str(compile_c("program", libraries))])
    if found:
        sys.exit("\n".join(map(str, found)) + "\nerror: the C program is not clean")
    say("  clean: the C program")
    for road in ROADS:
        began = time.monotonic()
        found, told = watched(pytest(road))
        bad = [each for each in found if is_ours(each, road)]
        if bad:
            sys.exit("\n".join(map(str, bad)) + f"\nerror: cmult_{road} is not clean")
        others = len(found)
        say(
            f"  clean: cmult_{road}, {told} in {time.monotonic() - began:.0f} s"
            f" ({others} reports without a line of ours, of Python and others)"
        )


def undefined(self_test: bool) -> None:
    """UndefinedBehaviorSanitizer in the C and C++ of the packages."""
    del self_test  # the fault is planted where AddressSanitizer is tried
    say("UndefinedBehaviorSanitizer")
    flags = "-g1 -fsanitize=undefined -fno-sanitize-recover=all"
    site = SCRATCH / "site"
    shutil.rmtree(site, ignore_errors=True)
    demos = [ROOT / f"{road}-demo" for road in COMPILED]
    done = beside.install(demos, site, SCRATCH / "cargo", flags)
    if done.returncode:
        sys.exit(f"{done.stdout}\nerror: the packages could not be built")
    for road in COMPILED:
        where = f"import cmult_{road}._native as it; print(it.__file__)"
        there = must([sys.executable, "-c", where], PYTHONPATH=str(site))
        assert there.startswith(str(site)), there
        told = must(pytest(road), PYTHONPATH=str(site), CMULT_CALLS=CALLS)
        say(f"  clean: cmult_{road}, {counted(told)}")


NETS = {"address": address, "valgrind": valgrind, "undefined": undefined}


# --------------------------------------------------------------------- valgrind ---


def have(program: str) -> bool:
    """Return whether a program is there."""
    return shutil.which(program) is not None


def python(lines: str) -> str:
    """Return Python's code for a planted fault."""
    names = "from cmult_ctypes._library import Product, Text, library\n"
    names += "from ctypes import addressof, c_double\n"
    return names + "\n".join(line.strip() for line in lines.splitlines())


def pytest(road: str) -> list[str]:
    """Return the command that runs the slice for one package."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    # A test may take longer here than elsewhere.
    command += ["-o", "faulthandler_timeout=0", "-k", f"cmult_{road}"]
    return command + [f"conformance/{name}" for name in SLICE]


def counted(told: str) -> str:
    """Return how many tests passed, from pytest's last line."""
    return told.strip().splitlines()[-1].strip("= ").rsplit(" in ", 1)[0]


def watched(command: list[str]) -> tuple[list[Found], str]:
    """Run a command under valgrind; return what it saw, and what pytest counted."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        report = Path(folder, "report.xml")
        options = ["--quiet", "--leak-check=full", "--show-leak-kinds=definite"]
        options += ["--errors-for-leak-kinds=definite", "--num-callers=30"]
        options += ["--xml=yes", f"--xml-file={report}"]
        # Python's own allocator takes large pieces, and valgrind sees only those.
        environment = {"PYTHONMALLOC": "malloc", "CMULT_CALLS": CALLS}
        done = run(["valgrind", *options, *command], **environment)
        is_pytest = "pytest" in command
        if is_pytest and done.returncode:
            sys.exit(done.stdout + "\nerror: the tests do not pass under valgrind")
        told = counted(done.stdout) if is_pytest else ""
        return list(errors(report)), told


def errors(report: Path) -> Iterator[Found]:
    """Read valgrind's report."""
    for error in ElementTree.parse(report).iter("error"):
        what = error.findtext("what") or error.findtext("xwhat/text") or ""
        stack = error.find("stack")
        frames = stack.iter("frame") if stack is not None else []
        yield Found(
            error.findtext("kind", ""),
            what,
            [f"{f.findtext('fn', '?')} in {f.findtext('obj', '?')}" for f in frames],
        )


def is_ours(found: Found, road: str) -> bool:
    """Return whether an error counts.

    What is freed twice or written to the wrong place does, wherever. Anything else does
    if code of ours was under way: Python, glibc and the loader have leaks of their own,
    and read by whole vectors. (A function of ours that ends with a call, as one that
    frees does, is not on the stack during that call.)

    What a tool allocates while our module is loaded, once, stays as long as the module,
    for ever: CFFI and pybind11 have lost its address by then.
    """
    ours = [frame for frame in found.stack if f"/cmult_{road}/" in frame]
    if found.kind.startswith("Leak"):
        return bool(ours) and not any(frame.startswith("PyInit_") for frame in ours)
    return bool(ours) or found.kind in ("InvalidFree", "MismatchedFree", "InvalidWrite")


def main() -> None:
    """Cast the nets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nets", nargs="*", help=", ".join(NETS))
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    unknown = set(arguments.nets) - set(NETS)
    if unknown:
        parser.error(f"no such net: {', '.join(unknown)}")
    if sys.platform != "linux":
        say("skipped: written for Linux")
        return
    SCRATCH.mkdir(parents=True, exist_ok=True)
    for name in arguments.nets or NETS:
        NETS[name](arguments.self_test)


if __name__ == "__main__":
    main()
