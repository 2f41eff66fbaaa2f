"""Run Clippy over every crate.

clippy.py
"""

from __future__ import annotations

import subprocess
import sys

from pyo3_environment import pyo3_environment

COMMAND = ["cargo", "clippy", "--quiet", "--workspace", "--all-targets"]
DENY = ["--", "--deny", "warnings"]

if __name__ == "__main__":
    sys.exit(subprocess.run(COMMAND + DENY, env=pyo3_environment()).returncode)
