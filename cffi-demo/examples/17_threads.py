"""Threads: CFFI releases the GIL in every call, asked or not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw


def others_ran(compound: Callable[[float, float, int], float]) -> bool:
    """Whether Python went on here while Rust was at work in another thread."""
    with ThreadPoolExecutor() as pool:
        work = pool.submit(compound, 1.0, 1.0, 100_000_000)
        naps = 0
        while not work.done():
            sleep(0.001)
            naps += 1
    # With the GIL held, the first nap would have lasted as long as the work.
    return naps > 10


print("raw")
attempt("Python ran beside compound", others_ran, raw.compound)
# So two threads can be inside Rust at once, with the same object: Rust was
# promised that they are not, and raw.product_multiply_by leaves that to you.

print("finished")
attempt("Python ran beside compound", others_ran, cmult_cffi.compound)
with cmult_cffi.Product() as product:
    with ThreadPoolExecutor(max_workers=4) as pool:
        for _ in range(1000):
            pool.submit(product.multiply_by, 2.0)
    attempt("product.value == 2**1000", lambda: product.value == 2**1000)
