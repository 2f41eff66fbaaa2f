"""Threads: while Rust works, other Python threads run."""

import threading

import cmult_ctypes

if __name__ == "__main__":
    # ANCHOR: threads
    done = threading.Event()

    def long_work() -> None:
        """Keep Rust busy for a while."""
        cmult_ctypes.compound(1.0, 1.000000001, 200_000_000)
        done.set()

    worker = threading.Thread(target=long_work)
    worker.start()
    steps = 0
    while not done.is_set():
        steps += 1  # only possible because ctypes gave the GIL away
    worker.join()
    print("this thread went on meanwhile:", steps > 1000)
    # ANCHOR_END: threads
