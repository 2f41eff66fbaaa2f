"""Threads: does another thread get its turn while Rust works?"""

import sys
import threading
from collections.abc import Callable

import cmult_cxx
import cmult_cxx.raw

# After 5 ms Python takes the GIL away from a thread, as soon as that thread
# runs Python code. Not here: a thread keeps the GIL until it gives it away.
sys.setswitchinterval(1000)


def others_run(compound: Callable[[float, float, int], float]) -> bool:
    """Whether a second thread answers while the first is in Rust."""
    asked, answered = threading.Event(), threading.Event()

    def answer() -> None:
        asked.wait()
        answered.set()

    thread = threading.Thread(target=answer)
    thread.start()
    asked.set()
    compound(1.0, 1.0, 100_000_000)
    during = answered.is_set()
    thread.join()
    return during


print("raw:     ", others_run(cmult_cxx.raw.compound))
print("finished:", others_run(cmult_cxx.compound))
