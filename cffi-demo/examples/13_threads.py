"""Threads: CFFI releases the GIL in every call, asked or not."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import cmult_cffi
import cmult_cffi.raw

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


for module in (cmult_cffi.raw, cmult_cffi):
    print(f"{module.__name__}: others run:", others_run(module.compound))

# So two threads can be inside Rust at once, with the same product: its lock is there.
product = cmult_cffi.Product()
with ThreadPoolExecutor(max_workers=4) as pool:
    for _ in range(1000):
        pool.submit(product.multiply_by, 2.0)
print("no factor is lost:", product.value == 2.0**1000)
