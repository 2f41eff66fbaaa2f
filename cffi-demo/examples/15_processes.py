"""Processes: to a worker, functions go by name, products by value, addresses never."""

import atexit
import pickle
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import cmult_cffi
from cmult_cffi import raw


# Workers look for it in this file: so it has a name, and stands at the top.
def twice(product: cmult_cffi.Product) -> cmult_cffi.Product:
    """Double a product that came from another process."""
    product.multiply_by(2.0)
    return product


def main() -> None:
    """Have workers, which read this file, too, and must not have any."""
    # The default depends on the system and on Python's version: say which.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        print(*pool.map(cmult_cffi.multiply, range(5), [2.5] * 5))
        product = cmult_cffi.Product(6.0)
        back = pool.submit(twice, product).result()
        print("product here:", product.value, "- there and back:", back.value)
        error = pool.submit(cmult_cffi.checked_multiply, 2**62, 2).exception()
        print(f"{type(error).__name__}: {error}")

    # Whose memory is there? Neither the place nor the pointer in it can be sent.
    place = raw.ffi.new("CmultProduct **")
    raw.product_new(6.0, place)
    for pointer in (place, place[0]):
        try:
            pickle.dumps(pointer)
        except TypeError as error:
            print("raw: TypeError:", error)
    raw.product_free(place)

    # A thread that Python does not wait for, and that is not in Rust when it ends.
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            cmult_cffi.compound(1.0, 1.0, 100_000)

    thread = threading.Thread(target=work, daemon=True)

    def end() -> None:
        stop.set()
        thread.join()
        print("stopped")

    atexit.register(end)
    thread.start()


if __name__ == "__main__":
    main()
