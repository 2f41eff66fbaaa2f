"""The other direction: programs in Rust and in C that have Python inside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "more-roads"
BUILT = ROOT / "target" / "embed"
# The library of this very Python: the packages are for no other.
LIBRARIES = Path(sysconfig.get_config_var("LIBDIR") or sys.base_prefix)
LIBPYTHON = LIBRARIES / (sysconfig.get_config_var("LDLIBRARY") or "libpython")

pytestmark = [
    pytest.mark.skipif(
        not sysconfig.get_config_var("Py_ENABLE_SHARED") or not LIBPYTHON.exists(),
        reason="this Python has no shared libpython to link",
    ),
    pytest.mark.skipif(sys.platform != "linux", reason="links as on Linux"),
]


def run(*command: object, **environment: str) -> str:
    """Runs a command, demands that it ends well, gives what it printed."""
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stderr}"
    return done.stdout


def same(folder: str, printed: str) -> None:
    """Compares with the output that the book shows; BLESS=1 writes it."""
    out = FOLDER / folder / "main.out"
    if os.environ.get("BLESS") == "1":
        out.write_text(printed, encoding="utf-8")
    assert printed == out.read_text(encoding="utf-8")


def test_a_c_program() -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler, cc")
    BUILT.mkdir(parents=True, exist_ok=True)
    program = BUILT / "embed-c"
    include = sysconfig.get_path("include")
    version = sysconfig.get_config_var("LDVERSION")
    run(
        *(compiler, "-std=c11", "-Wall", "-Wextra", "-Werror", f"-I{include}"),
        *(FOLDER / "embed-c" / "main.c", "-o", program),
        *(f"-L{LIBRARIES}", f"-lpython{version}", f"-Wl,-rpath,{LIBRARIES}"),
    )
    same("embed-c", run(program, sys.executable))
    # And without the environment there is no package.
    done = subprocess.run([program], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "ModuleNotFoundError: No module named 'cmult_cython'" in done.stderr


def test_a_rust_program() -> None:
    cargo = shutil.which("cargo")
    if cargo is None:
        pytest.skip("cargo is not installed")
    printed = run(
        *(cargo, "run", "--quiet", "--locked", "--target-dir", BUILT),
        *("--manifest-path", FOLDER / "embed-rust" / "Cargo.toml"),
        *("--", sysconfig.get_path("purelib")),
        PYO3_PYTHON=sys.executable,
    )
    same("embed-rust", printed)
