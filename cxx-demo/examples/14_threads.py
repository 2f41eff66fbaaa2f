"""Threads: long work in Rust need not stop Python."""

import threading
import time
from collections.abc import Callable

import cmult_cxx
import cmult_cxx.raw as raw

STEPS = 200_000_000  # about a quarter of a second


def others_run(compound: Callable[[float, float, int], float]) -> bool:
    """Tell whether this thread gets its turns while another is in Rust."""
    worker = threading.Thread(target=compound, args=(1.0, 1.0, STEPS))
    worker.start()
    turns = 0
    while worker.is_alive():
        time.sleep(0.001)
        turns += 1
    return turns > 20


print("do other threads run meanwhile?")
print("raw:", others_run(raw.compound))
print("finished:", others_run(cmult_cxx.compound))
