"""Processes: to a worker, functions go by name, products by value, addresses never."""

import atexit
import ctypes
import pickle
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import cmult_ctypes
from cmult_ctypes import raw


# Workers look for it in this file: so it has a name, and stands at the top.
def twice(product: cmult_ctypes.Product) -> cmult_ctypes.Product:
    """Double a product that came from another process."""
    product.multiply_by(2.0)
    return product


def main() -> None:
    """Have workers, which read this file, too, and must not have any."""
    # The default depends on the system and on Python's version: say which.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        print(*pool.map(cmult_ctypes.multiply, range(5), [2.5] * 5))
        product = cmult_ctypes.Product(6.0)
        back = pool.submit(twice, product).result()
        print("product here:", product.value, "- there and back:", back.value)
        error = pool.submit(cmult_ctypes.checked_multiply, 2**62, 2).exception()
        print(f"{type(error).__name__}: {error}")

    # ANCHOR: raw
    # Whose memory is there? The pointer says no. Its number goes anywhere, and in
    # another process it is the address of something else.
    handle = ctypes.c_void_p()
    raw.product_new(ctypes.c_double(6.0), ctypes.byref(handle))
    try:
        pickle.dumps(handle)
    except ValueError as error:
        print("raw: ValueError:", error)
    number = pickle.loads(pickle.dumps(handle.value))
    print("the number is pickled:", number == handle.value)
    raw.product_free(ctypes.byref(handle))
    # ANCHOR_END: raw

    # A thread that Python does not wait for, and that is not in Rust when it ends.
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            cmult_ctypes.compound(1.0, 1.0, 100_000)

    thread = threading.Thread(target=work, daemon=True)

    def end() -> None:
        stop.set()
        thread.join()
        print("stopped")

    atexit.register(end)
    thread.start()


if __name__ == "__main__":
    main()
