"""Threads: does another thread get its turn while Rust works?"""

import sys
import threading
from collections.abc import Callable

import cmult_ctypes

# After 5 ms Python takes the GIL away from a thread, as soon as that thread
# runs Python code. Not here: a thread keeps the GIL until it gives it away.
sys.setswitchinterval(1000)


def others_run(work: Callable[[], object]) -> bool:
    """Whether a second thread answers while the first is in Rust."""
    asked, answered = threading.Event(), threading.Event()

    def answer() -> None:
        asked.wait()
        answered.set()

    thread = threading.Thread(target=answer)
    thread.start()
    asked.set()
    work()
    during = answered.is_set()
    thread.join()
    return during


# The first is called by CFUNCTYPE, which gives the GIL away, the second by PYFUNCTYPE.
print("compound:", others_run(lambda: cmult_ctypes.compound(1.0, 1.0, 100_000_000)))
print("multiply:", others_run(lambda: cmult_ctypes.multiply(6, 2.3)))
