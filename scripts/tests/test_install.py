"""Installing: two at once wait for each other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import install

WORK = """
import sys
sys.path.insert(0, sys.argv[1])
sys.prefix = sys.argv[2]
import install
with install.alone():
    print("began", flush=True)
    input()
print("ended", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a lock of POSIX")
def test_the_second_says_that_it_waits(tmp_path: Path) -> None:
    folder = str(Path(install.__file__).parent)
    command = [sys.executable, "-c", WORK, folder, str(tmp_path)]

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    with start() as first, start() as second:
        assert first.stdout and second.stdout
        lines = {one: one.stdout.readline() for one in (first, second) if one.stdout}
        assert sorted(lines.values()) == ["Waiting for another build\n", "began\n"]
        has, waits = sorted((first, second), key=lambda one: lines[one] != "began\n")
        assert has.communicate("\n")[0] == "ended\n"
        assert waits.communicate("\n")[0] == "began\nended\n"
