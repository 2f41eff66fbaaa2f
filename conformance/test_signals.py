"""Signals, Ctrl-C above all: long work hears them, and lets go.

Work without end proves it: where nobody looks after signals, the test runs into its
time limit. No clock is asked.
"""

from __future__ import annotations

import threading
from array import array
from concurrent.futures import ThreadPoolExecutor

import pytest

from . import child_process
from .api import Binding
from .exact import exact

ENDLESS = 2**62  # steps: a hundred years and more


def test_ctrl_c_ends_long_work(binding: Binding) -> None:
    printed = child_process.run(
        """
        import importlib, os, signal, sys, threading

        binding = importlib.import_module(sys.argv[1])
        try:
            threading.Timer(0.3, os.kill, [os.getpid(), signal.SIGINT]).start()
            binding.compound(1.0, 1.0, int(sys.argv[2]))
        except KeyboardInterrupt:
            print("stopped")
        """,
        binding.__name__,
        str(ENDLESS),
    )
    assert printed == "stopped\n"


def test_a_handler_runs_in_the_midst_of_long_work(binding: Binding) -> None:
    printed = child_process.run(
        """
        import importlib, signal, sys

        binding = importlib.import_module(sys.argv[1])
        enough = TimeoutError("three times")
        seen = 0

        def handler(number, frame):
            global seen
            seen += 1
            if seen == 3:
                raise enough

        signal.signal(signal.SIGALRM, handler)
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
            binding.compound(1.0, 1.0, int(sys.argv[2]))
        except TimeoutError as error:
            signal.setitimer(signal.ITIMER_REAL, 0)
            print(error is enough)
        """,
        binding.__name__,
        str(ENDLESS),
    )
    assert printed == "True\n"


def test_ctrl_c_ends_a_mapping_by_a_function_written_in_c(binding: Binding) -> None:
    # It runs no Python code, in which Python would look after its signals. The array
    # takes ten times as long as the timer.
    printed = child_process.run(
        """
        import importlib, math, signal, sys
        from array import array

        binding = importlib.import_module(sys.argv[1])
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        values = array("d", [0.0]) * 10_000_000
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.01)
            binding.map_in_place(values, math.exp)
        except KeyboardInterrupt:
            values.append(0.0)  # nobody holds it any more
            print(values[0], values[-2])
        """,
        binding.__name__,
    )
    assert printed == "1.0 0.0\n"


def test_a_token_of_another_thread(binding: Binding) -> None:
    stop, running = threading.Event(), threading.Event()
    cancelled = TimeoutError("cancelled")

    def check() -> None:
        running.set()
        if stop.is_set():
            raise cancelled

    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(binding.compound, 1.0, 1.0, ENDLESS, check)
        assert running.wait(60)
        assert not future.done()
        stop.set()
        error = future.exception(60)
    assert error is cancelled
    assert error.__context__ is None


def test_a_check_in_the_main_thread(binding: Binding) -> None:
    error = LookupError()
    turns = 0

    def check() -> str:
        nonlocal turns
        turns += 1
        if turns == 3:
            raise error
        return "ignored"

    with pytest.raises(LookupError) as caught:
        binding.compound(1.0, factor=1.0, times=ENDLESS, check=check)
    assert caught.value is error
    assert turns == 3


def test_pieces_make_no_difference(binding: Binding) -> None:
    # More steps than one piece has, and an odd number of them; then the same by hand,
    # in pieces of another size. A step too many or too few changes the sign.
    million, pieces = 10**6, 35
    factor = -(1 + 2**-45)
    product = 1.5
    for _ in range(pieces):
        product = binding.compound(product, factor, million)
    product = binding.compound(product, factor, 1)
    turns: list[None] = []
    whole = binding.compound(
        1.5, factor, pieces * million + 1, lambda: turns.append(None)
    )
    assert exact(whole) == exact(product)
    assert product < -1.5
    assert turns


def test_no_check_is_none(binding: Binding) -> None:
    assert binding.compound(3.0, 2.0, 4, None) == 48.0
    assert binding.compound(3.0, 2.0, 4, check=None) == 48.0
    assert binding.compound(3.0, 2.0, 4, lambda: 1 / 0) == 48.0  # too short to ask


def test_a_check_may_call_rust(binding: Binding) -> None:
    # The check of one call runs another: nothing of Rust's is locked meanwhile.
    values = array("d", [1.0])

    def check() -> None:
        binding.scale_in_place(values, 2.0)
        if values[0] == 4.0:
            raise StopIteration

    with pytest.raises(StopIteration):
        binding.compound(1.0, 1.0, ENDLESS, check)
    assert values.tolist() == [4.0]
