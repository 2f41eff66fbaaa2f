"""Build the sdist and the wheels of every demo into target/wheels.

    wheels.py [--manylinux] [FOLDER...]     as in: wheels.py cffi-demo

The sdist comes first. It is unpacked outside the checkout, and the wheels are built
there: so each sdist is known to build where nothing but it, Rust and the tool's own
compiler is.

With --manylinux they work on every Linux with the C library of CentOS 7 or a later
one: zig compiles and links in place of gcc, and auditwheel looks whether it is so.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHEELS = ROOT / "target" / "wheels"
DEMOS = sorted(folder.name for folder in ROOT.glob("*-demo"))

# What a build or a test leaves in a folder.
LEFTOVERS = ["build", "target", "*.egg-info", "__pycache__", ".*_cache"]

# The oldest glibc that Rust's own standard library works with, and the name that pip
# has for what needs no later one.
GLIBC = "2.17"
MANYLINUX = f"manylinux_2_17_{platform.machine()}"
ZIG = ROOT / "target" / "manylinux"

MATURIN = [sys.executable, "-m", "maturin"]
# A package in the folder of a demo: its name, and where it lies there.
BESIDE = {"cffi-demo": {"cmult_abi": "maturin-abi"}}

# What `python -m build --sdist` does, without a tool more.
SETUPTOOLS_SDIST = """
import sys
from setuptools.build_meta import build_sdist

build_sdist(sys.argv[1], {"--global-option": "--quiet"})
"""


def environment(manylinux: bool) -> dict[str, str]:
    """Return the environment of every build: what is shipped names no folder here."""
    cargo_home = os.environ.get("CARGO_HOME", str(Path.home() / ".cargo"))
    # Panics carry the names of source files, those of other crates in full. Of two
    # names that fit, the later one is taken.
    names = {str(Path.home()): "home", str(ROOT): "cmult", cargo_home: "cargo"}
    flags = os.environ.get("RUSTFLAGS", "").split()
    for path, name in names.items():
        if path != "/":  # the home of some users
            flags.append(f"--remap-path-prefix={path}={name}")
    programs = [sysconfig.get_path("scripts"), os.environ.get("PATH", "")]
    if manylinux:
        programs.insert(0, str(ZIG))
    result = os.environ | {
        "PATH": os.pathsep.join(programs),
        "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(flags),
        # A folder of its own: with other flags, Cargo builds everything again.
        "CARGO_TARGET_DIR": str(ROOT / "target" / "ship"),
    }
    if manylinux:
        return result | zig()
    # A Python that was built to find its own libraries by an rpath asks for the same
    # in every module. Nobody else has that folder.
    link = str(sysconfig.get_config_var("LDSHARED") or "")
    if "-Wl,-rpath" in link:
        result["LDSHARED"] = re.sub(r" -Wl,-rpath[=,]\S+", "", link)
    return result


def zig_scripts() -> None:
    """Write the compilers that `zig()` names.

    Cargo wants a linker that is one file. cargo-zigbuild takes out the options that
    zig does not know.
    """
    aim = f"{platform.machine()}-linux-gnu.{GLIBC}"
    ZIG.mkdir(parents=True, exist_ok=True)
    for name in ("cc", "c++"):
        # ANCHOR: script
        line = f'exec cargo-zigbuild zig {name} -- -target {aim} "$@"\n'
        script = ZIG / f"zig-{name}"
        script.write_text(f"#!/bin/sh\n{line}", encoding="utf-8")
        # ANCHOR_END: script
        script.chmod(0o755)


def zig() -> dict[str, str]:
    """Return what makes zig the compiler and the linker of C, C++ and Rust.

    It links against the glibc that it is told; gcc knows only the one of this machine.
    C++ gets zig's own standard library, inside of the module: the machine's
    libstdc++ would ask for a later glibc.
    """
    # ANCHOR: zig
    # A panic of Rust's unwinds; gcc brings what that takes without being asked.
    link = "-shared -lunwind"
    rust = f"{platform.machine()}_unknown_linux_gnu".upper()
    return {
        "CC": "zig-cc",
        "CXX": "zig-c++",
        "LDSHARED": f"zig-cc {link}",
        "LDCXXSHARED": f"zig-c++ {link}",
        f"CARGO_TARGET_{rust}_LINKER": "zig-cc",
        "CARGO_ZIGBUILD_PYTHON_PATH": sys.executable,
        "CARGO_TARGET_DIR": str(ZIG),
    }
    # ANCHOR_END: zig


def run(*command: str, cwd: Path, manylinux: bool = False, **variables: str) -> None:
    """Run a command; if it fails, say so and end."""
    environ = environment(manylinux) | variables
    if subprocess.run(command, cwd=cwd, env=environ).returncode:
        sys.exit(f"error: `{' '.join(command)}` failed: the lines above say why")


def below(demo: str) -> dict[str, str]:
    """Return the crates of ours that a demo's is made from, and their folders."""
    manifest = ROOT.joinpath(demo, "Cargo.toml").read_text(encoding="utf-8")
    capi = {"cmult-capi": "capi"} if "cmult-capi" in manifest else {}
    return {"cmult": "core"} | capi


def stage(demo: str, folder: Path) -> None:
    """Copy a demo and make it a Cargo workspace of its own, for setuptools to pack.

    The crates that it needs lie inside of it, and the workspace's values behind its
    own manifest. maturin does the same for PyO3, unasked.
    """
    ignore = shutil.ignore_patterns(*LEFTOVERS)
    shutil.copytree(ROOT / demo, folder, ignore=ignore)
    manifest = folder / "Cargo.toml"
    own = manifest.read_text(encoding="utf-8")
    for crate in below(demo).values():
        shutil.copytree(ROOT / crate, folder / crate, ignore=ignore)
    shutil.copy2(ROOT / "Cargo.lock", folder)
    workspace = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    # Cargo finds the members: they are what the package depends on, by path.
    workspace = re.sub(r"(?ms)^(default-)?members = \[.*?\]\n", "", workspace)
    manifest.write_text(f"{own}\n{workspace}", encoding="utf-8")
    folder.joinpath("MANIFEST.in").write_text("graft .\n", encoding="utf-8")


def build(demo: str, scratch: Path, manylinux: bool) -> None:
    """Build the sdist of one demo, and from that its wheels."""
    name = f"cmult_{demo.removesuffix('-demo')}"
    for made in [name, *BESIDE.get(demo, {})]:
        for old in WHEELS.glob(f"{made}-*"):
            old.unlink()
    if demo == "pyo3-demo":
        run(*MATURIN, "sdist", "--out", str(WHEELS), cwd=ROOT / demo)
    else:
        folder = scratch / demo
        stage(demo, folder)
        # The lock file keeps its versions, and loses what only other demos need.
        run("cargo", "fetch", "--quiet", cwd=folder)
        run(sys.executable, "-c", SETUPTOOLS_SDIST, str(WHEELS), cwd=folder)
    (sdist,) = WHEELS.glob(f"{name}-*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(scratch / "unpacked", filter="data")
    source = scratch / "unpacked" / sdist.name.removesuffix(".tar.gz")
    # Everything of ours is built anew, from this folder: Cargo may take what came from
    # another for up to date, cxx's links into a folder that is gone included.
    packages = [
        f"--package={crate}" for crate in [name.replace("_", "-"), *below(demo)]
    ]
    clean = ["cargo", "clean", "--quiet", "--release", *packages]
    run(*clean, cwd=source, manylinux=manylinux)
    wheels = scratch / "wheels"
    if demo == "pyo3-demo":
        by_maturin(source, wheels, manylinux)
        by_maturin(source, wheels, manylinux, "--features", "abi3")
    else:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--no-build-isolation"]
        command += ["--wheel-dir", str(wheels), str(source)]
        run(*command, cwd=scratch, manylinux=manylinux)
        if demo == "cython-demo":
            # setuptools would put what the first build left into this wheel.
            shutil.rmtree(source / "build")
            run(*command, cwd=scratch, manylinux=manylinux, CMULT_LIMITED_API="1")
    for beside in BESIDE.get(demo, {}).values():
        by_maturin(source / beside, wheels, manylinux)
    for wheel in sorted(wheels.glob("*.whl")):
        if manylinux:
            confirm(wheel)
        else:
            shutil.copy2(wheel, WHEELS)


def by_maturin(source: Path, wheels: Path, manylinux: bool, *options: str) -> None:
    """Build a wheel with maturin, which has zig as an option."""
    command = [*MATURIN, "build", "--quiet", "--release", "--out", str(wheels)]
    command += ["--interpreter", sys.executable, *options]
    if manylinux:
        command += ["--zig", "--compatibility", "manylinux2014"]
    run(*command, cwd=source)


def confirm(wheel: Path) -> None:
    """Let auditwheel look into a wheel, and write it with the tag that holds."""
    tool = [sys.executable, "-m", "auditwheel", "repair", "--plat", MANYLINUX]
    run(*tool, "--wheel-dir", str(WHEELS), str(wheel), cwd=wheel.parent)
    if "-abi3-" in wheel.name:
        audit = [sys.executable, "-m", "abi3audit", "--strict", "--summary"]
        run(*audit, str(wheel), cwd=wheel.parent)


def main(arguments: list[str]) -> int:
    """Build the wheels of these demos, or of all."""
    parser = argparse.ArgumentParser(
        prog="just wheels", description="Build sdists and wheels into target/wheels."
    )
    parser.add_argument("--manylinux", action="store_true", help=f"glibc {GLIBC}")
    parser.add_argument("demos", nargs="*", metavar="FOLDER")
    options = parser.parse_args(arguments)
    WHEELS.mkdir(parents=True, exist_ok=True)
    if options.manylinux:
        if sys.platform != "linux":
            sys.exit("error: --manylinux makes wheels for Linux, and on Linux only")
        install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps"]
        install += ["--python", sys.executable]
        run(*install, "--require-hashes", "-r", "requirements-wheels.txt", cwd=ROOT)
        zig_scripts()
    for demo in options.demos or DEMOS:
        # With a space in its name, as on many a reader's machine.
        with tempfile.TemporaryDirectory(prefix="cmult wheels ") as scratch:
            build(demo, Path(scratch).resolve(), options.manylinux)
        print(f"* Complete: wheel and sdist of {demo} in target/wheels")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
