"""What maturin tells PyO3 about this interpreter, in the environment of Cargo.

PyO3 is built again whenever a part of it changes, so whoever calls Cargo without
maturin says the same.
"""

from __future__ import annotations

import os
import struct
import sys


def pyo3_environment() -> dict[str, str]:
    """Return this environment with what PyO3 looks for."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    bits = struct.calcsize("P") * 8
    return os.environ | {
        # A module finds Python in the process that loads it.
        "PYO3_BUILD_EXTENSION_MODULE": "1",
        "PYO3_ENVIRONMENT_SIGNATURE": f"{sys.implementation.name}-{version}-{bits}bit",
        "PYO3_PYTHON": sys.executable,
        "PYTHON_SYS_EXECUTABLE": sys.executable,
    }
