"""An object that lives in Rust, and when it dies."""

from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Callable
from typing import Any

import pytest

from . import child
from .api import Binding, Product

# Every use of a product that is closed.
USES: dict[str, Callable[[Product], object]] = {
    "multiply_by": lambda product: product.multiply_by(2.0),
    "value": lambda product: product.value,
    "with": lambda product: product.__enter__(),
}


def test_its_life(binding: Binding) -> None:
    product = binding.Product()
    assert product.value == 1.0
    assert product.closed is False
    assert product.multiply_by(6) is None  # type: ignore[func-returns-value]
    product.multiply_by(2.5)
    assert product.value == 15.0
    assert type(product.value) is float
    assert product.close() is None  # type: ignore[func-returns-value]
    assert product.closed is True


def test_close_twice(binding: Binding) -> None:
    product = binding.Product()
    product.close()
    product.close()
    assert product.closed is True


@pytest.mark.parametrize("use", USES)
def test_use_after_close(binding: Binding, use: str) -> None:
    product = binding.Product()
    product.close()
    with pytest.raises(ValueError, match=r"^Product is closed$") as caught:
        USES[use](product)
    assert type(caught.value) is ValueError


def test_with(binding: Binding) -> None:
    with binding.Product(2.0) as product:
        assert type(product) is binding.Product
        product.multiply_by(3.0)
        assert product.value == 6.0
        assert product.closed is False
    assert product.closed is True


def test_with_lets_exceptions_through(binding: Binding) -> None:
    error = LookupError()
    with pytest.raises(LookupError) as caught, binding.Product() as product:
        raise error
    assert caught.value is error
    assert product.closed is True


def test_close_inside_with(binding: Binding) -> None:
    with binding.Product() as product:
        product.close()
    assert product.closed is True


def test_products_are_apart(binding: Binding) -> None:
    first, second = binding.Product(2.0), binding.Product(3.0)
    first.close()
    second.multiply_by(5.0)
    assert second.value == 15.0


def test_its_properties_are_read_only(binding: Binding) -> None:
    product: Any = binding.Product()
    with pytest.raises(AttributeError):
        product.value = 2.0
    with pytest.raises(AttributeError):
        product.closed = False
    assert product.value == 1.0


class Number:
    """A factor that does something while it becomes a float."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act = act

    def __float__(self) -> float:
        self.act()
        return 3.0


def test_the_factor_closes_the_product(binding: Binding) -> None:
    product = binding.Product()
    with pytest.raises(ValueError, match="closed"):
        product.multiply_by(Number(product.close))
    assert product.closed is True


def test_the_factor_uses_the_product(binding: Binding) -> None:
    product = binding.Product(5.0)
    product.multiply_by(Number(lambda: product.multiply_by(2.0)))
    assert product.value == 30.0
    seen: list[float] = []
    product.multiply_by(Number(lambda: seen.append(product.value)))
    assert seen == [30.0]
    assert product.value == 90.0


def test_a_bad_factor_changes_nothing(binding: Binding) -> None:
    product: Any = binding.Product(5.0)
    for factor in ["2", None, 10**400]:
        with pytest.raises((TypeError, OverflowError)):
            product.multiply_by(factor)
    assert product.value == 5.0


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_not_pickled(binding: Binding, protocol: int) -> None:
    with pytest.raises(TypeError):
        pickle.dumps(binding.Product(5.0), protocol)


def test_it_has_one_owner(binding: Binding) -> None:
    # A copy of the handle would free, or use, what the first has freed.
    product = binding.Product(5.0)
    for duplicate in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            duplicate(product)
    assert product.value == 5.0


def test_what_looks_like_a_product_is_none(binding: Binding) -> None:
    # In an interpreter of its own: memory that is no product's may be read.
    child.run(
        """
        import importlib, sys

        Product = importlib.import_module(sys.argv[1]).Product

        class Fake:
            __class__ = Product

        uses = {
            "close": lambda self: Product.close(self),
            "multiply_by": lambda self: Product.multiply_by(self, 2.0),
            "value": lambda self: Product.value.__get__(self),
        }
        for name, use in uses.items():
            for other in (Fake(), None, 7, object()):
                try:
                    use(other)
                except (AttributeError, TypeError):
                    continue
                # Python code that asks nothing of its self may succeed.
                assert name == "close", (name, other)
        """,
        binding.__name__,
    )


def test_used_while_it_is_collected(binding: Binding) -> None:
    # Whoever dies with it may still use it: in a cycle, and when Python ends.
    child.run(
        """
        import gc, importlib, sys

        binding = importlib.import_module(sys.argv[1])

        class Owner:
            def __init__(self):
                self.product = binding.Product(2.5)
                self.itself = self

            def __del__(self):
                try:
                    value = self.product.value
                    self.product.multiply_by(2.0)
                except ValueError:
                    return
                if value != 2.5:
                    print("freed memory:", value)

        Owner()
        gc.collect()
        last = Owner()
        """,
        binding.__name__,
    )


def test_a_signal_handler_may_use_it(binding: Binding) -> None:
    # In an interpreter of its own: a lock that waits for itself waits for ever.
    child.run(
        """
        import importlib, signal, sys

        product = importlib.import_module(sys.argv[1]).Product()
        if not hasattr(signal, "setitimer"):  # Windows
            sys.exit()
        handled = 0

        def handler(*_):
            global handled
            handled += 1
            product.multiply_by(1.0)

        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
        while handled < 200:
            product.multiply_by(1.0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        assert product.value == 1.0
        """,
        binding.__name__,
    )


def test_made_without_a_start(binding: Binding) -> None:
    # `__new__` alone may make a product of 1 or something that cannot be used,
    # but not one that reads memory that is not its own.
    child.run(
        """
        import importlib, sys

        Product = importlib.import_module(sys.argv[1]).Product
        for _ in range(100):
            rubbish = [Product(7.0) for _ in range(100)]
            del rubbish
            half = Product.__new__(Product)
            for use in [
                lambda: half.value,
                lambda: half.multiply_by(1.0),
                lambda: half.closed,
                lambda: half.close(),
            ]:
                try:
                    result = use()
                except Exception:
                    continue
                assert result in (None, 1.0, False, True), result
            del half
        """,
        binding.__name__,
    )


def test_made_twice(binding: Binding) -> None:
    child.run(
        """
        import importlib, sys

        Product = importlib.import_module(sys.argv[1]).Product
        for again in [lambda p: p.__init__(9.0), lambda p: p.__init__()]:
            product = Product(5.0)
            try:
                again(product)
            except Exception:
                pass
            assert product.value in (5.0, 9.0, 1.0), product.value
            product.multiply_by(1.0)
            product.close()
            try:
                again(product)
            except Exception:
                pass
            product.close()
        try:
            Product("no number")
        except TypeError:
            pass
        """,
        binding.__name__,
    )


def together(*works: Callable[[], None]) -> None:
    """Runs the functions at once, each in a thread; their errors come out."""
    barrier = threading.Barrier(len(works))
    errors: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            barrier.wait()
            work()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


@pytest.mark.usefixtures("short_turns")
def test_two_threads_multiply(binding: Binding) -> None:
    product = binding.Product(3.0)

    def repeatedly(factor: float) -> Callable[[], None]:
        def work() -> None:
            for _ in range(1000):
                product.multiply_by(factor)

        return work

    # Powers of two within range: exact in any order, unless one is lost.
    together(repeatedly(2.0), repeatedly(0.5))
    assert product.value == 3.0


@pytest.mark.usefixtures("short_turns")
def test_one_thread_closes_what_another_uses(binding: Binding) -> None:
    for _ in range(200):
        product = binding.Product(3.0)

        def use(product: Product = product) -> None:
            # Ends by the error that every use of a closed product is, long before
            # the last turn.
            with pytest.raises(ValueError, match="closed"):
                for _ in range(1_000_000):
                    product.multiply_by(1.0)
                    assert product.value == 3.0

        together(use, use, product.close, product.close)
        assert product.closed is True


def test_another_thread_may_use_and_drop_it(binding: Binding) -> None:
    products = [binding.Product(2.0)]

    def work() -> None:
        products[0].multiply_by(3.0)
        assert products[0].value == 6.0
        products.clear()

    together(work)
    assert products == []
