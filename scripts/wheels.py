"""Build the sdist and the wheels of every demo into target/wheels.

    wheels.py [FOLDER...]     as in: wheels.py cffi-demo

The sdist comes first. It is unpacked outside the checkout, and the wheels are built
there: so each sdist is known to build where nothing but it, Rust and the tool's own
compiler is.
"""

from __future__ import annotations

import os
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

# What `python -m build --sdist` does, without a tool more.
SETUPTOOLS_SDIST = """
import sys
from setuptools.build_meta import build_sdist

build_sdist(sys.argv[1], {"--global-option": "--quiet"})
"""


def environment() -> dict[str, str]:
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
    result = os.environ | {
        "PATH": os.pathsep.join(programs),
        "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(flags),
        # A folder of its own: with other flags, Cargo builds everything again.
        "CARGO_TARGET_DIR": str(ROOT / "target" / "ship"),
    }
    # A Python that was built to find its own libraries by an rpath asks for the same
    # in every module. Nobody else has that folder.
    link = str(sysconfig.get_config_var("LDSHARED") or "")
    if "-Wl,-rpath" in link:
        result["LDSHARED"] = re.sub(r" -Wl,-rpath[=,]\S+", "", link)
    return result


def run(*command: str, cwd: Path) -> None:
    """Run a command; if it fails, say so and end."""
    if subprocess.run(command, cwd=cwd, env=environment()).returncode:
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


def build(demo: str, scratch: Path) -> None:
    """Build the sdist of one demo, and from that its wheels."""
    name = f"cmult_{demo.removesuffix('-demo')}"
    for old in WHEELS.glob(f"{name}-*"):
        old.unlink()
    if demo == "pyo3-demo":
        maturin = [sys.executable, "-m", "maturin"]
        run(*maturin, "sdist", "--out", str(WHEELS), cwd=ROOT / demo)
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
    run("cargo", "clean", "--quiet", "--release", *packages, cwd=source)
    if demo == "pyo3-demo":
        command = [*maturin, "build", "--quiet", "--release", "--out", str(WHEELS)]
        command += ["--interpreter", sys.executable]
        run(*command, cwd=source)
        run(*command, "--features", "abi3", cwd=source)
    else:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--no-build-isolation"]
        run(*command, "--wheel-dir", str(WHEELS), str(source), cwd=scratch)


def main(demos: list[str]) -> int:
    """Build the wheels of these demos, or of all."""
    WHEELS.mkdir(parents=True, exist_ok=True)
    for demo in demos or DEMOS:
        # With a space in its name, as on many a reader's machine.
        with tempfile.TemporaryDirectory(prefix="cmult wheels ") as scratch:
            build(demo, Path(scratch).resolve())
        print(f"* Complete: wheel and sdist of {demo} in target/wheels")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
