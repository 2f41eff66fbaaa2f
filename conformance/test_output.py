"""The line that `cmult` prints, and standard output that nobody reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from . import child
from .api import Binding

LINE = "    In cmult : int: 6 float 2.3 returning  13.8\n"


def test_the_line(binding: Binding, capfd: pytest.CaptureFixture[str]) -> None:
    # At the level of file descriptors: Rust knows nothing of sys.stdout.
    assert binding.cmult(6, 2.3) == 13.799999237060547
    assert capfd.readouterr() == (LINE, "")


def test_no_line_for_a_call_that_is_refused(
    binding: Binding, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OverflowError):
        binding.cmult(2**31, 2.3)
    with pytest.raises(TypeError):
        binding.cmult(6, None)  # type: ignore[arg-type]
    assert capfd.readouterr() == ("", "")


def test_multiply_prints_nothing(
    binding: Binding, capfd: pytest.CaptureFixture[str]
) -> None:
    binding.multiply(6, 2.3)
    assert capfd.readouterr() == ("", "")


def test_lines_keep_their_order(binding: Binding) -> None:
    # The line is written when the call returns, not when the process ends.
    printed = child.run(
        """
        import importlib, os, sys

        binding = importlib.import_module(sys.argv[1])
        os.write(1, b"before\\n")
        binding.cmult(6, 2.3)
        os.write(1, b"between\\n")
        binding.cmult(6, 2.3)
        os.write(1, b"after\\n")
        """,
        binding.__name__,
    )
    assert printed == f"before\n{LINE}between\n{LINE}after\n"


def test_closed_stdout(binding: Binding) -> None:
    child.run(
        """
        import importlib, os, sys

        binding = importlib.import_module(sys.argv[1])
        os.close(1)
        # Often enough to fill whatever holds lines back.
        for _ in range(1000):
            assert binding.cmult(6, 2.3) == 13.799999237060547
        """,
        binding.__name__,
    )


def test_stdout_whose_reader_is_gone(binding: Binding) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        child.run(
            """
            import importlib, sys

            binding = importlib.import_module(sys.argv[1])
            for _ in range(1000):
                assert binding.cmult(6, 2.3) == 13.799999237060547
            """,
            binding.__name__,
            stdout=writer,
        )
    finally:
        os.close(writer)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_stdout_on_a_full_disk(binding: Binding) -> None:
    with Path("/dev/full").open("wb") as full:
        child.run(
            """
            import importlib, sys

            binding = importlib.import_module(sys.argv[1])
            for _ in range(1000):
                assert binding.cmult(6, 2.3) == 13.799999237060547
            """,
            binding.__name__,
            stdout=full,
        )
