"""More than one process: fork, exit, pickles, workers.

Whatever forks or ends does so in an interpreter of its own, with a time limit: what
goes wrong here hangs or crashes.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle

import pytest

from . import child_process
from .api import PUBLIC, Binding

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
METHODS = multiprocessing.get_all_start_methods()


# Fork: the child gets a copy of everything but the other threads.


@forks
@pytest.mark.parametrize("imported", ["before", "after"])
def test_both_sides_of_a_fork_go_on(binding: Binding, imported: str) -> None:
    child_process.run(
        """
        import importlib, os, sys
        from array import array

        def use(factor):
            binding = importlib.import_module(sys.argv[1])
            assert binding.multiply(6, factor) == 6 * factor
            assert binding.repeat("ab", 2) == "abab"
            values = array("d", [1.0, 2.0])
            binding.scale_in_place(values, factor)
            binding.map_in_place(values, lambda value: value + 1)
            assert values.tolist() == [factor + 1, 2 * factor + 1]
            assert binding.compound(1.0, 1.0, 10**6) == 1.0
            with binding.Product(factor) as mine:
                mine.multiply_by(factor)
                assert mine.value == factor**2
            for product, value in inherited:
                product.multiply_by(factor)
                assert product.value == value * factor
                product.close()
            inherited.clear()

        inherited = []
        if sys.argv[2] == "before":
            binding = importlib.import_module(sys.argv[1])
            inherited = [(binding.Product(value), value) for value in (3.0, 5.0)]
            closed = binding.Product()
            closed.close()
        else:
            assert sys.argv[1] not in sys.modules
        child = os.fork()
        if not child:
            use(2.0)
            sys.exit(7)  # as a process ends: all is taken down, here and there
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        # What the child multiplied, closed and freed was its own.
        use(4.0)
        """,
        binding.__name__,
        imported,
        timeout=30,
    )


# What other threads are doing while this one forks, and how often it does. The lock of
# a product is held for nanoseconds: one fork in fifty finds it so, where it can be.
BESIDE = {
    "a product": ("product.multiply_by(1.0), product.value", 300),
    "printing": ("binding.cmult(6, 2.5)", 50),
    "arrays": ("binding.scale_in_place(long, 1.0), binding.dot(long, long)", 50),
    "a callback": ("binding.map_in_place(array('d', [1.0]), float)", 50),
    "a text": ("binding.repeat('ab', 2000)", 50),
}


@forks
@pytest.mark.parametrize("beside", BESIDE)
def test_a_fork_while_another_thread_is_in_rust(binding: Binding, beside: str) -> None:
    # What another thread had locked stays locked in the child. It may be a closed
    # product there, and a new one is as good as ever; but nobody may wait for ever.
    work, forks = BESIDE[beside]
    child_process.run(
        f"""
        import importlib, os, signal, sys, threading, time
        from array import array

        binding = importlib.import_module(sys.argv[1])
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        sys.setswitchinterval(1e-4)
        long = array("d", bytes(8 * 2**17))
        product = binding.Product(2.5)
        begun, done = threading.Event(), False

        def work():
            while not done:
                {work}
                begun.set()

        def in_child():
            signal.alarm(30)  # ends a child that waits for ever
            try:
                product.multiply_by(2.0)
                assert product.value == 5.0
                assert product.closed is False
            except ValueError:
                assert product.closed is True
            product.close()
            assert product.closed is True
            with binding.Product(2.5) as mine:
                mine.multiply_by(2.0)
                assert mine.value == 5.0
            assert binding.cmult(6, 2.5) == 15.0
            assert binding.dot(long, long) == 0.0
            values = array("d", [1.0])
            binding.map_in_place(values, lambda value: value + 1)
            assert values.tolist() == [2.0]
            assert binding.repeat("ab", 3) == "ababab"

        def forked():
            time.sleep(0.001)  # the others are somewhere else now
            child = os.fork()
            if child:
                return child
            end = 1
            try:
                in_child()
                end = 0
            except BaseException:
                sys.excepthook(*sys.exc_info())
            finally:
                os._exit(end)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        begun.wait()
        try:
            children = [forked() for _ in range({forks})]
        finally:
            done = True
            for thread in threads:
                thread.join()
        ends = {{os.waitpid(child, 0)[1] for child in children}}
        assert ends == {{0}}, ends
        assert product.value == 2.5
        """,
        binding.__name__,
        timeout=60,
    )


# Exit: what is there when Python ends.


def test_a_thread_in_rust_is_waited_for(binding: Binding) -> None:
    child = child_process.end(
        """
        import importlib, sys, threading

        binding = importlib.import_module(sys.argv[1])
        begun = threading.Event()

        def work():
            begun.set()
            print("answer:", binding.compound(1.0, 1.0, 10**8))

        threading.Thread(target=work).start()
        begun.wait()
        """,
        binding.__name__,
    )
    assert (child.returncode, child.stderr) == (0, "")
    assert child.stdout == "answer: 1.0\n"


# Work that looks at a flag: between two calls, or in a callback.
STOPPABLE = {
    "compound": "binding.compound(1.0, 1.0, 2**62, check=go_on)",
    "short calls": "while True: go_on(binding.compound(1.0, 1.0, 10**5))",
    "map_in_place": "binding.map_in_place(array('d', bytes(8 * 10**7)), go_on)",
}


@pytest.mark.parametrize("work", STOPPABLE)
def test_a_thread_that_is_told_when_python_ends(binding: Binding, work: str) -> None:
    # The way for all tools and versions: nobody is in Rust when Python ends.
    child = child_process.end(
        f"""
        import atexit, importlib, sys, threading
        from array import array

        binding = importlib.import_module(sys.argv[1])
        begun, stop = threading.Event(), threading.Event()

        class Stopped(Exception):
            pass

        def go_on(value=0.0):
            begun.set()
            if stop.is_set():
                raise Stopped
            return value

        def work():
            try:
                {STOPPABLE[work]}
            except Stopped:
                print("stopped")

        thread = threading.Thread(target=work, daemon=True)

        def end():
            stop.set()
            thread.join()

        atexit.register(end)
        thread.start()
        begun.wait()
        """,
        binding.__name__,
    )
    assert (child.returncode, child.stderr) == (0, "")
    assert child.stdout == "stopped\n"


def test_functions_that_run_at_exit(binding: Binding) -> None:
    child = child_process.end(
        """
        import atexit, importlib, sys
        from array import array

        def last(when):
            product.multiply_by(2.0)
            values = array("d", [product.value])
            binding.map_in_place(values, lambda value: value + 1)
            print(when, values.tolist(), binding.multiply(6, 2.5))
            print(binding.repeat("ab", 2), binding.compound(1.0, 2.0, 3))
            try:
                binding.checked_multiply(2**62, 2)
            except OverflowError:
                print("OverflowError")
            with binding.Product(3.0) as other:
                print(other.value)

        # Those that are registered first run last: this one after the binding's own.
        atexit.register(last, "first")
        binding = importlib.import_module(sys.argv[1])
        product = binding.Product(2.0)
        atexit.register(last, "second")
        """,
        binding.__name__,
    )
    assert (child.returncode, child.stderr) == (0, "")
    rest = "abab 8.0\nOverflowError\n3.0\n"
    assert child.stdout == f"second [5.0] 15.0\n{rest}first [9.0] 15.0\n{rest}"


def test_what_is_alive_at_exit(binding: Binding) -> None:
    # Wherever it is kept, and in whatever order it goes.
    child = child_process.end(
        """
        import builtins, importlib, sys, threading

        binding = importlib.import_module(sys.argv[1])
        used = []

        class Owner:
            def __init__(self):
                self.product = binding.Product(2.0)
                self.itself = self

            def __del__(self):
                self.product.multiply_by(2.0)
                os.write(1, b"%d " % self.product.value)

        import os

        product = binding.Product()
        cycle = Owner()
        binding.kept = binding.Product(3.0)
        builtins.kept = binding.Product(4.0)
        sys.kept = [binding.Product(5.0), binding.multiply]
        sys.modules["not a module"] = binding.Product(6.0)
        local = threading.local()
        local.kept = binding.Product(7.0)

        def generator():
            with binding.Product(8.0) as inside:
                yield inside

        suspended = generator()
        next(suspended)
        error = LookupError()
        error.kept = binding.Product(9.0)
        """,
        binding.__name__,
    )
    assert (child.returncode, child.stderr) == (0, "")


# How Python ends from inside a callback: the exit status, and what is still done.
ENDS = {
    "SystemExit": ("raise SystemExit(5)", "callback\natexit\n"),
    "os._exit": ("os._exit(5)", "callback\n"),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_callback_ends_python(binding: Binding, end: str) -> None:
    lines, printed = ENDS[end]
    child = child_process.end(
        f"""
        import atexit, importlib, os, sys
        from array import array

        binding = importlib.import_module(sys.argv[1])
        product = binding.Product(2.0)
        atexit.register(print, "atexit", flush=True)

        def function(value):
            print("callback", flush=True)
            {lines}

        binding.map_in_place(array("d", [1.0, 2.0]), function)
        print("not reached")
        """,
        binding.__name__,
    )
    assert (child.returncode, child.stderr) == (5, "")
    assert child.stdout == printed


def test_a_callback_ends_its_thread(binding: Binding) -> None:
    child = child_process.end(
        """
        import importlib, sys, threading
        from array import array

        binding = importlib.import_module(sys.argv[1])
        values = array("d", [1.0, 2.0])

        def work():
            binding.map_in_place(values, lambda value: sys.exit(5))
            print("not reached")

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        values.append(3.0)  # it is let go
        print(values.tolist())
        """,
        binding.__name__,
    )
    assert (child.returncode, child.stderr) == (0, "")
    assert child.stdout == "[1.0, 2.0, 3.0]\n"


# Pickles. That of a product is in test_product.py.


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_functions_are_pickled_by_name(binding: Binding, protocol: int) -> None:
    for name in PUBLIC:
        public = getattr(binding, name)
        assert pickle.loads(pickle.dumps(public, protocol)) is public, name


def test_methods_are_pickled_with_their_product(binding: Binding) -> None:
    product = binding.Product(3.0)
    copy = pickle.loads(pickle.dumps(product.multiply_by))
    copy(2.0)
    assert product.value == 3.0


# Workers, however they are started.


@pytest.mark.parametrize("method", METHODS)
def test_workers(binding: Binding, method: str) -> None:
    child_process.run(
        """
        import importlib, multiprocessing, os, sys
        from concurrent.futures import ProcessPoolExecutor
        from conformance.workers import closed, process, twice

        binding = importlib.import_module(sys.argv[1])
        start = multiprocessing.get_context(sys.argv[2])

        def error(future):
            caught = future.exception()
            return type(caught), str(caught)

        with ProcessPoolExecutor(1, mp_context=start) as pool:
            assert pool.submit(process).result() != os.getpid()
            # Functions are found by their names, there.
            answers = pool.map(binding.multiply, range(20), [2.5] * 20)
            assert list(answers) == [2.5 * number for number in range(20)]
            assert pool.submit(binding.repeat, "ab", times=2).result() == "abab"

            # A product goes by its value: there and back are three of them.
            product = binding.Product(3.0)
            back = pool.submit(twice, product).result()
            assert type(back) is binding.Product
            assert (product.value, back.value) == (3.0, 6.0)
            made = pool.submit(binding.Product, 7.0).result()
            assert made.value == 7.0

            # Errors come back with their class and words; the worker goes on.
            overflow = pool.submit(binding.checked_multiply, 2**62, 2)
            words = "the product does not fit in a 64-bit signed integer"
            assert error(overflow) == (OverflowError, words)
            for wrong in [("6", 2.5), (2**31, 2.5), (6, 1e300), ()]:
                there = error(pool.submit(binding.multiply, *wrong))
                try:
                    binding.multiply(*wrong)
                except Exception as here:
                    assert there == (type(here), str(here)), there
            assert error(pool.submit(closed, binding.__name__))[0] is ValueError
            product.close()
            assert error(pool.submit(twice, product))[0] is ValueError
            assert pool.submit(binding.multiply, 6, 2.5).result() == 15.0

        # A process that has one function to call, and no more.
        alone = start.Process(target=binding.compound, args=(1.0, 1.0, 10**6))
        alone.start()
        alone.join()
        assert alone.exitcode == 0
        """,
        binding.__name__,
        method,
    )
