"""Signals: does Ctrl-C end long work, and can another thread?"""

import signal
import threading
import time
from collections.abc import Callable

import cmult_cython
import cmult_cython.raw

STEPS = 500_000_000


def when_heard(compound: Callable[[float, float, int], float]) -> str:
    """Press Ctrl-C a moment after the work has begun; say when it is heard."""
    start = time.perf_counter()
    compound(1.0, 1.0, STEPS)
    undisturbed = time.perf_counter() - start

    timer = threading.Timer(0.02, signal.raise_signal, [signal.SIGINT])
    start = time.perf_counter()
    try:
        timer.start()
        compound(1.0, 1.0, STEPS)
        timer.join()  # who holds the GIL keeps the timer waiting, too
    except KeyboardInterrupt:
        pass
    taken = time.perf_counter() - start
    return "at once" if taken < undisturbed / 2 else "when the work is done"


print("raw:     ", when_heard(cmult_cython.raw.compound))
print("finished:", when_heard(cmult_cython.compound))

stop = threading.Event()


def check() -> None:
    """End the work if another thread says so."""
    if stop.is_set():
        raise InterruptedError("stopped by another thread")


threading.Timer(0.02, stop.set).start()
try:
    cmult_cython.compound(1.0, 1.0, 1000 * STEPS, check)
except InterruptedError as error:
    print("check:   ", error)
