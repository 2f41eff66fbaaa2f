"""What `pip install ./X-demo` puts in place: how its compiled files are linked.

What is shipped has more to promise: `scripts/test_wheels.py`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from compare.cost import compiled
from compare.cost.contenders import FINISHED

ROOT = Path(__file__).resolve().parents[2]
FILES = [file for one in FINISHED for file in compiled.files_of(one.package)]

# A Python that was built to find its own libraries by an rpath asks for the same in
# every module.
LINK = str(sysconfig.get_config_var("LDSHARED") or "")
PYTHONS_OWN = set(re.findall(r"-Wl,-rpath[=,](\S+)", LINK))

each_file = pytest.mark.parametrize(
    "file", FILES, ids=[f"{file.parent.name}/{file.name}" for file in FILES]
)


@each_file
def test_no_path_into_this_checkout(file: Path) -> None:
    assert str(ROOT).encode() not in file.read_bytes()


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("readelf"),
    reason="reads an ELF file with readelf (binutils)",
)
@each_file
def test_how_it_is_linked(file: Path) -> None:
    command = ["readelf", "--wide", "--dynamic", "--program-headers", str(file)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    assert re.search(r"BIND_NOW|Flags:.* NOW", told), "functions are looked up late"
    assert "GNU_RELRO" in told, "its table of functions is writable"
    assert not re.search(r"GNU_STACK.* RWE ", told)
    paths = re.findall(r"Library r(?:un)?path: \[(.*)\]", told)
    assert set(paths) <= PYTHONS_OWN
