"""The machine and the versions of a run: what a reader needs to judge its numbers.

No host name, no user, no path: what matters is the kind of machine.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from compare import ROOT

PACKAGES = (
    "cffi", "cython",
    "matplotlib", "maturin", "nanobind", "numpy", "pybind11", "setuptools",
)  # fmt: skip
CRATES = ("cbindgen", "cxx", "pyo3")


def processor() -> str:
    """Return the processor's name, as the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    if sys.platform == "darwin":
        return first_line("sysctl", "-n", "machdep.cpu.brand_string")
    return platform.processor() or platform.machine()


def first_line(*command: str) -> str:
    """Return the first line that a command prints, or nothing."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip().partition("\n")[0].strip()


def package_versions() -> dict[str, str]:
    """Return the versions of the Python tools."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def crate_versions() -> dict[str, str]:
    """Return the versions of the Rust tools, from Cargo.lock."""
    lock = (ROOT / "Cargo.lock").read_text()
    pairs = re.findall(r'^name = "(.+)"\nversion = "(.+)"$', lock, re.MULTILINE)
    return {name: found for name, found in pairs if name in CRATES}


def frequency_governor() -> str:
    """Return how Linux chooses the processor's speed, where it tells."""
    path = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    return path.read_text().strip() if path.exists() else "not known"


def load() -> float | None:
    """Return how many programs wanted to run in the last minute, where known."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def stolen() -> int | None:
    """Return for how many milliseconds, since it started, others had this machine.

    That is the time in which a virtual machine had work to do, and its host gave the
    processors to somebody else. Only Linux tells.
    """
    statistics = Path("/proc/stat")
    if not statistics.exists():
        return None
    # cpu user nice system idle iowait irq softirq steal guest guest_nice
    fields = statistics.read_text().partition("\n")[0].split()
    return int(fields[8]) * 1000 // os.sysconf("SC_CLK_TCK")


def describe() -> dict[str, object]:
    """Return everything about this machine that may change a result."""
    kernel = ".".join(platform.release().split(".")[:2])
    return {
        "processor": processor(),
        "processors": os.cpu_count(),
        "frequency governor": frequency_governor(),
        "architecture": platform.machine(),
        "system": f"{platform.system()} {kernel}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "Python's compiler": platform.python_compiler(),
        "GIL": getattr(sys, "_is_gil_enabled", lambda: True)(),
        "C compiler": first_line(os.environ.get("CC", "cc"), "--version"),
        "Rust compiler": first_line("rustc", "--version"),
        "crates": crate_versions(),
        "packages": package_versions(),
    }


def slug() -> str:
    """Return a short name for the kind of machine, for the run's folder."""
    return f"{platform.system()}-{platform.machine()}".lower()
