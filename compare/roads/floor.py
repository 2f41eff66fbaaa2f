"""Build compare's floor into an environment: `floor.py VENV TEMPORARY`.

It runs there, where of this project nothing is installed.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

from setuptools import Extension, setup

_, _, temporary = sys.argv
SOURCE = Path(__file__).resolve().parents[1] / "peers" / "src" / "c_floor.c"

setup(
    name="c-floor",
    ext_modules=[
        Extension(
            "c_floor",
            [str(SOURCE)],
            # As compare/peers has it.
            extra_compile_args=["-O3", "-DNDEBUG", "-g0", "-ffp-contract=off"],
        )
    ],
    script_args=[
        "build_ext",
        f"--build-lib={sysconfig.get_path('purelib')}",
        f"--build-temp={temporary}/floor",
    ],
)
