"""An object that lives in Rust, and when it dies."""

from __future__ import annotations

import copy
import math
import pickle
import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest

from . import child_process
from .api import Binding, Product
from .contract import Tool
from .exact import exact

# Every use of a product that is closed.
USES: dict[str, Callable[[Product], object]] = {
    "multiply_by": lambda product: product.multiply_by(2.0),
    "value": lambda product: product.value,
    "with": lambda product: product.__enter__(),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": pickle.dumps,
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
    with pytest.raises(ValueError) as caught:
        USES[use](product)
    assert type(caught.value) is ValueError
    assert product.closed is True


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


def test_the_factor_closes_the_product(binding: Binding, tool: Tool) -> None:
    product = binding.Product()
    if True not in tool.trait("float"):
        with tool.refuses("wrong_type"):
            product.multiply_by(Number(product.close))
        return
    with pytest.raises(ValueError):
        product.multiply_by(Number(product.close))
    assert product.closed is True


def test_the_factor_uses_the_product(binding: Binding, tool: Tool) -> None:
    product = binding.Product(5.0)
    if True not in tool.trait("float"):
        with tool.refuses("wrong_type"):
            product.multiply_by(Number(product.close))
        return
    product.multiply_by(Number(lambda: product.multiply_by(2.0)))
    assert product.value == 30.0
    seen: list[float] = []
    product.multiply_by(Number(lambda: seen.append(product.value)))
    assert seen == [30.0]
    assert product.value == 90.0


def test_a_bad_factor_changes_nothing(binding: Binding, tool: Tool) -> None:
    product: Any = binding.Product(5.0)
    for factor in ["2", None, 2j, b"2"]:
        with tool.refuses("wrong_type"):
            product.multiply_by(factor)
    with tool.refuses("out_of_range"):
        product.multiply_by(10**400)
    assert product.value == 5.0


def pickled(protocol: int) -> Callable[[Product], Product]:
    """A copy by way of a pickle."""
    return lambda product: pickle.loads(pickle.dumps(product, protocol))


COPIES: dict[str, Callable[[Product], Product]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{
        f"pickle, protocol {protocol}": pickled(protocol)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    },
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_is_a_product_of_its_own(binding: Binding, kind: str) -> None:
    product = binding.Product(5.0)
    product.multiply_by(0.1)
    other = COPIES[kind](product)
    assert type(other) is binding.Product
    assert other is not product
    assert exact(other.value) == exact(0.5)
    other.multiply_by(3.0)
    product.multiply_by(2.0)
    assert other.value == 1.5
    assert product.value == 1.0
    other.close()
    assert other.closed is True
    assert product.closed is False
    product.close()


@pytest.mark.parametrize("kind", COPIES)
@pytest.mark.parametrize("value", [math.nan, -math.inf, -0.0, 5e-324, 0.1])
def test_a_copy_has_the_same_value(binding: Binding, kind: str, value: float) -> None:
    assert exact(COPIES[kind](binding.Product(value)).value) == exact(value)


@pytest.mark.parametrize("kind", COPIES)
def test_what_is_closed_is_not_copied(binding: Binding, kind: str) -> None:
    product = binding.Product(5.0)
    product.close()
    with pytest.raises(ValueError):
        COPIES[kind](product)
    assert product.closed is True


def test_a_pickle_goes_to_another_process(binding: Binding) -> None:
    answer = child_process.run(
        """
        import pickle, sys

        # Nothing is imported before: the pickle says where its class lives.
        products = pickle.loads(bytes.fromhex(sys.argv[1]))
        assert products[0] is products[2]
        products[0].multiply_by(3.0)
        assert [product.value for product in products] == [1.5, 2.0, 1.5]
        print(pickle.dumps(products).hex(), end="")
        """,
        pickle.dumps([one := binding.Product(0.5), binding.Product(2.0), one]).hex(),
    )
    assert answer is not None
    values = [product.value for product in pickle.loads(bytes.fromhex(answer))]
    assert values == [1.5, 2.0, 1.5]
    assert one.value == 0.5


def test_what_looks_like_a_product_is_none(binding: Binding) -> None:
    # In an interpreter of its own: memory that belongs to no product may be read.
    child_process.run(
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


# Objects that use a product while they die: `owner` is made before the product it
# owns, or after it, and both die in a cycle.
OWNERS = {
    "older": "owner = Owner(); product = binding.Product(2.5)",
    "younger": "product = binding.Product(2.5); owner = Owner()",
    "derived": "owner = product = Derived(2.5)",
}


@pytest.mark.parametrize("resurrect", [False, True], ids=["dies", "comes back"])
@pytest.mark.parametrize("order", OWNERS)
def test_used_while_it_is_collected(
    binding: Binding, tool: Tool, order: str, resurrect: bool
) -> None:
    if order == "derived" and True not in tool.trait("subclass"):
        with pytest.raises(TypeError):
            type("Derived", (binding.Product,), {})  # type: ignore[arg-type]
        return
    # Whoever dies with it may still use it: it is closed by then, or whole.
    child_process.run(
        f"""
        import gc, importlib, sys

        binding = importlib.import_module(sys.argv[1])
        uses = 0
        returned = []

        def use(product):
            # Whatever has been freed belongs to these by now.
            others = [binding.Product(7.0) for _ in range(200)]
            global uses
            uses += 1
            try:
                before = product.value
                product.multiply_by(2.0)
                after = product.value
            except ValueError:
                assert product.closed is True
            else:
                assert after == 2 * before, (before, after)
                assert before == 2.5 * 2 ** (uses % 2 == 0), (before, uses)
            assert all(other.value == 7.0 for other in others)

        class Dying:
            def __del__(self):
                try:
                    use(self.product)
                    if {resurrect}:
                        returned.append(self)
                except BaseException as error:
                    errors.append(error)

        class Owner(Dying):
            pass

        if {order == "derived"}:
            class Derived(Dying, binding.Product):
                pass

        errors = []
        gc.disable()
        for _ in range(50):
            {OWNERS[order]}
            owner.product = product
            owner.itself = owner
            del owner, product
            uses = 0
            gc.collect()
            assert uses == 1
            for owner in returned:
                use(owner.product)
            owner = None
            returned.clear()
            gc.collect()
            assert not errors, errors
        """,
        binding.__name__,
    )


def test_used_when_python_ends(binding: Binding) -> None:
    # Before modules are taken apart nothing is closed; afterwards it may be.
    printed = child_process.run(
        """
        import atexit, importlib, sys

        binding = importlib.import_module(sys.argv[1])
        atexit.register(lambda: print(first.value, second.value))
        first = binding.Product(2.0)

        class Owner:
            def __init__(self):
                self.product = binding.Product(2.5)
                self.itself = self

            def __del__(self, print=print):
                try:
                    value = self.product.value
                    self.product.multiply_by(2.0)
                except ValueError:
                    return
                if value != 2.5:
                    print("freed memory:", value)

        last = Owner()
        second = binding.Product(3.0)
        atexit.register(lambda: print(first.value, second.value))
        """,
        binding.__name__,
    )
    assert printed == "2.0 3.0\n" * 2


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs interval timers")
@pytest.mark.parametrize("use", ["product.value", "product.multiply_by(1.0)"])
def test_a_signal_handler_may_close_it(binding: Binding, use: str) -> None:
    # Between any two steps of the method that it interrupts.
    child_process.run(
        f"""
        import importlib, signal, sys

        binding = importlib.import_module(sys.argv[1])
        others = []
        handled = 0
        wrong = []

        def handler(*_):
            global handled, others
            handled += 1
            product.close()
            # Whatever has been freed belongs to these by now.
            wrong.extend(other for other in others if other.value != 7.0)
            others = [binding.Product(7.0) for _ in range(20)]

        signal.signal(signal.SIGALRM, handler)
        product = binding.Product(2.5)
        signal.setitimer(signal.ITIMER_REAL, 0.0001, 0.0001)
        while handled < 3000:
            product = binding.Product(2.5)
            try:
                while True:
                    assert {use} in (2.5, None)
            except ValueError:
                assert product.closed is True
        signal.setitimer(signal.ITIMER_REAL, 0)
        assert not wrong, wrong
        """,
        binding.__name__,
    )


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs interval timers")
def test_a_signal_handler_may_use_it(binding: Binding) -> None:
    # In an interpreter of its own: a lock that waits for itself waits for ever.
    child_process.run(
        """
        import importlib, signal, sys

        product = importlib.import_module(sys.argv[1]).Product()
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
    # `__new__` alone may make a product of 1, as where it is the constructor, or
    # one that is a ValueError to use: never one that reads memory not its own.
    child_process.run(
        """
        import copy, importlib, pickle, sys

        Product = importlib.import_module(sys.argv[1]).Product

        def comes_to(use):
            try:
                return use()
            except ValueError as error:
                return type(error)

        for _ in range(100):
            others = [Product(7.0) for _ in range(100)]
            del others
            half = Product.__new__(Product)
            if comes_to(lambda: half.closed) is False:
                half.multiply_by(2.0)
                assert half.value == 2.0
                assert copy.copy(half).value == 2.0
                half.close()
                assert half.closed is True
            else:
                assert comes_to(lambda: half.closed) in (True, ValueError)
                for use in [
                    lambda: half.value,
                    lambda: half.multiply_by(2.0),
                    lambda: half.__enter__(),
                    lambda: copy.copy(half),
                    lambda: pickle.dumps(half),
                ]:
                    assert comes_to(use) is ValueError
                assert comes_to(lambda: half.close()) in (None, ValueError)
            del half
        """,
        binding.__name__,
    )


def test_made_twice(binding: Binding) -> None:
    child_process.run(
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
            Product("not a number")
        except Exception:
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
            with pytest.raises(ValueError):
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
