"""The line that `cmult` prints, and standard output that nobody reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from . import child_process
from .api import Binding
from .contract import Tool

LINE = "    In cmult : int: 6 float 2.3 returning  13.8\n"


def test_the_line(binding: Binding, capfd: pytest.CaptureFixture[str]) -> None:
    # At the level of file descriptors: Rust knows nothing of sys.stdout.
    assert binding.cmult(6, 2.3) == 13.799999237060547
    assert capfd.readouterr() == (LINE, "")


def test_no_line_for_a_call_that_is_refused(
    binding: Binding, tool: Tool, capfd: pytest.CaptureFixture[str]
) -> None:
    with tool.refuses("out_of_range"):
        binding.cmult(2**31, 2.3)
    with pytest.raises(OverflowError):
        binding.cmult(6, 1e300)
    with tool.refuses("wrong_type"):
        binding.cmult(6, None)  # type: ignore[arg-type]
    assert capfd.readouterr() == ("", "")


def test_multiply_prints_nothing(
    binding: Binding, capfd: pytest.CaptureFixture[str]
) -> None:
    binding.multiply(6, 2.3)
    assert capfd.readouterr() == ("", "")


def test_lines_keep_their_order(binding: Binding) -> None:
    # The line is written when the call returns, not when the process ends.
    printed = child_process.run(
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
    child_process.run(
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
        child_process.run(
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
        child_process.run(
            """
            import importlib, sys

            binding = importlib.import_module(sys.argv[1])
            for _ in range(1000):
                assert binding.cmult(6, 2.3) == 13.799999237060547
            """,
            binding.__name__,
            stdout=full,
        )


def test_a_lost_line_stays_lost(binding: Binding) -> None:
    # Held back, it would appear in whatever is standard output later.
    printed = child_process.run(
        """
        import importlib, os, sys

        binding = importlib.import_module(sys.argv[1])
        good = os.dup(1)
        reader, writer = os.pipe()
        os.close(reader)
        os.dup2(writer, 1)
        binding.cmult(1, 9.0)
        os.dup2(good, 1)
        binding.cmult(6, 2.3)
        """,
        binding.__name__,
    )
    assert printed == LINE


def test_another_thread_may_be_the_reader(binding: Binding) -> None:
    # The pipe is full. Whoever waits for room must let the reader run.
    child_process.run(
        """
        import importlib, os, sys, threading

        binding = importlib.import_module(sys.argv[1])
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        filled = 0
        for size in (2**12, 1):  # a whole page at a time, then what is left
            try:
                while True:
                    filled += os.write(writer, b"." * size)
            except BlockingIOError:
                pass
        os.set_blocking(writer, True)
        os.dup2(writer, 1)

        # The reader begins when this thread lets it, and not before.
        sys.setswitchinterval(1000.0)
        begin = threading.Lock()
        begin.acquire()
        read = bytearray()

        def drain():
            begin.acquire()
            while b"returning" not in read:
                read.extend(os.read(reader, 2**16))

        thread = threading.Thread(target=drain)
        thread.start()
        begin.release()
        assert binding.cmult(6, 2.3) == 13.799999237060547
        thread.join()
        assert len(read) > filled
        """,
        binding.__name__,
        timeout=20,
    )
