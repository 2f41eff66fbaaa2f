"""Processes: to a worker, functions go by name, products by value, addresses never."""

import atexit
import pickle
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import cmult_cython
import cmult_cython.raw


# Workers look for it in this file: so it has a name, and stands at the top.
def twice(product: cmult_cython.Product) -> cmult_cython.Product:
    """Double a product that came from another process."""
    product.multiply_by(2.0)
    return product


def main() -> None:
    """Have workers, which read this file, too, and must not have any."""
    # The default depends on the system and on Python's version: say which.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        print(*pool.map(cmult_cython.multiply, range(5), [2.5] * 5))
        product = cmult_cython.Product(6.0)
        back = pool.submit(twice, product).result()
        print("product here:", product.value, "- there and back:", back.value)
        error = pool.submit(cmult_cython.checked_multiply, 2**62, 2).exception()
        print(f"{type(error).__name__}: {error}")

    # Whose memory is there? Raw says no, which is the best it can say.
    try:
        pickle.dumps(cmult_cython.raw.Product(6.0))
    except TypeError as error:
        print("raw: TypeError:", error)

    # A thread that Python does not wait for, and that is not in Rust when it ends.
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            cmult_cython.compound(1.0, 1.0, 100_000)

    thread = threading.Thread(target=work, daemon=True)

    def end() -> None:
        stop.set()
        thread.join()
        print("stopped")

    atexit.register(end)
    thread.start()


if __name__ == "__main__":
    main()
