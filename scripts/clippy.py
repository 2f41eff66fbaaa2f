"""Run Clippy over every crate.

    clippy.py

In the environment that maturin gives to Cargo: PyO3 looks for Python there, and is
built again whenever a part of it changes.
"""

from __future__ import annotations

import os
import platform
import struct
import subprocess
import sys

COMMAND = ["cargo", "clippy", "--quiet", "--workspace", "--all-targets"]
DENY = ["--", "--deny", "warnings"]


def environment() -> dict[str, str]:
    """Return what maturin tells PyO3 about this interpreter."""
    name = platform.python_implementation().lower()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {
        "PYO3_BUILD_EXTENSION_MODULE": "1",
        "PYO3_ENVIRONMENT_SIGNATURE": f"{name}-{version}-{struct.calcsize('P') * 8}bit",
        "PYO3_PYTHON": sys.executable,
        "PYTHON_SYS_EXECUTABLE": sys.executable,
    }


if __name__ == "__main__":
    sys.exit(subprocess.run(COMMAND + DENY, env=os.environ | environment()).returncode)
