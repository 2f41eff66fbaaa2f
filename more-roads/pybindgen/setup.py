"""Has PyBindGen write the module's C++, and compiles it."""

import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

generated = HERE / "build" / "module.cpp"
generated.parent.mkdir(exist_ok=True)
with generated.open("w") as file:
    subprocess.run([sys.executable, HERE / "modulegen.py"], stdout=file, check=True)

setup(
    py_modules=[],
    ext_modules=[
        Extension(
            "cmult_pybindgen",
            ["build/module.cpp"],
            include_dirs=[str(HERE.parent), str(ROOT / "capi" / "include")],
            extra_objects=[str(ROOT / "target/more-roads/lib/libcmult.a")],
            extra_link_args=["-Wl,--exclude-libs,ALL", "-Wl,--gc-sections"],
        )
    ],
)
