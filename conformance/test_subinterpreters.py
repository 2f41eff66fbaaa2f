"""Sub-interpreters: what a binding does in one.

Into which of them it goes is the trait `subinterpreters`. What it does there is a
promise: all that it does anywhere else.
"""

from __future__ import annotations

import sys

import pytest

from . import child_process
from .api import Binding
from .contract import Tool
from .interpreters import kept_out_by_python

pytestmark = pytest.mark.skipif(
    sys.implementation.name != "cpython" or sys.version_info < (3, 12),
    reason="up to CPython 3.11 a callback may wait for ever in a sub-interpreter",
)

# What every process begins with. USE is every kind of call, in whichever interpreter.
BEGIN = '''
import importlib, pickle, sys, threading
from conformance.interpreters import Interpreter, is_refusal

LOAD = f"import importlib; binding = importlib.import_module({sys.argv[1]!r})"
USE = """
import pickle
from array import array

error = LookupError("mine")

def fails(value):
    raise error

def raised(call):
    try:
        call()
    except Exception as caught:
        return caught
    raise AssertionError("nothing was raised")

for _ in range(100):
    assert binding.multiply(6, 2.5) == 15.0
    assert binding.checked_multiply(2**31, 2**31) == 2**62
    assert binding.repeat("é", 3) == "ééé"
    values = array("d", [1.0, 2.0])
    binding.scale_in_place(values, 2.0)
    assert binding.dot(values, values) == 20.0
    binding.map_in_place(values, lambda value: value + 1.0)
    assert values.tolist() == [3.0, 5.0]
    assert raised(lambda: binding.map_in_place(values, fails)) is error
    assert type(raised(lambda: binding.checked_multiply(2**62, 2))) is OverflowError
    assert isinstance(raised(lambda: binding.multiply("6", 2.5)), Exception)
    with binding.Product(2.5) as product:
        product.multiply_by(2.0)
        assert pickle.loads(pickle.dumps(product)).value == product.value == 5.0
    assert type(raised(lambda: product.value)) is ValueError
long = array("d", [1.0]) * 40_000
assert binding.dot(long, long) == 40_000.0
assert binding.compound(1.0, 1.0, 10**6) == 1.0
still_there_at_the_end = binding.Product(7.0)
"""
IN_A_THREAD = f"""
import threading

done = []

def work():
    exec({USE!r}, {{"binding": binding}})
    done.append(True)

thread = threading.Thread(target=work)
thread.start()
thread.join()
assert done
"""
'''


@pytest.fixture(params=[True, False], ids=["own GIL", "shared GIL"])
def own_gil(request: pytest.FixtureRequest, binding: Binding) -> bool:
    """Do the interpreters have a GIL each, or the main one's?"""
    if request.param and (module := kept_out_by_python(binding)):
        pytest.skip(f"this Python's own {module} goes into none with its own GIL")
    return bool(request.param)


def goes_into(tool: Tool, own_gil: bool, number: int) -> int:
    """How many of some interpreters, besides the main one, it goes into."""
    (into,) = tool.trait("subinterpreters")
    if own_gil:
        return number if into == "any" else 0
    return 1 if into == "one" else number


def test_everything_works_inside(binding: Binding, tool: Tool, own_gil: bool) -> None:
    used = child_process.run(
        BEGIN
        + f"""
with Interpreter(own_gil={own_gil}) as one, Interpreter(own_gil={own_gil}) as two:
    for other in [one, two]:
        if other.imports(sys.argv[1]):
            other.run(LOAD)
            other.run(USE)
            other.run(IN_A_THREAD)
            print("used")
""",
        binding.__name__,
    )
    assert used == "used\n" * goes_into(tool, own_gil, 2)


def test_four_at_once(binding: Binding, tool: Tool, own_gil: bool) -> None:
    used = child_process.run(
        BEGIN
        + f"""
barrier = threading.Barrier(4)
used = []

def work():
    with Interpreter(own_gil={own_gil}) as other:
        barrier.wait(30)
        if other.imports(sys.argv[1]):
            other.run(LOAD)
            for _ in range(3):
                other.run(USE)
            used.append(True)
        barrier.wait(30)  # who has imported it keeps it until all have tried

threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(used))
""",
        binding.__name__,
    )
    assert used == f"{goes_into(tool, own_gil, 4)}\n"


def test_nothing_is_shared(binding: Binding, tool: Tool, own_gil: bool) -> None:
    # A product goes from one to another by value, in a pickle.
    apart = child_process.run(
        BEGIN
        + f"""
exec(LOAD)
binding.mark = True
pickled = pickle.dumps(binding.Product(2.5))
with Interpreter(own_gil={own_gil}) as other:
    if other.imports(sys.argv[1]):
        other.run(LOAD)
        other.run(f"import pickle; product = pickle.loads({{pickled!r}})")
        other.run("assert type(product) is binding.Product")
        other.run("assert product.value == 2.5")
        other.run("assert not hasattr(binding, 'mark')")
        print("apart", end="")
""",
        binding.__name__,
    )
    # With the main one, where it is already.
    assert bool(apart) == (goes_into(tool, own_gil, 2) == 2)


def test_the_first_one_keeps_it(binding: Binding, tool: Tool) -> None:
    # Even when it is gone, and even if the next is the main one.
    imported = child_process.run(
        BEGIN
        + """
with Interpreter(own_gil=False) as other:
    assert other.imports(sys.argv[1])
try:
    exec(LOAD)
except ImportError as error:
    assert is_refusal(f"ImportError: {error}"), error
else:
    print("imported", end="")
""",
        binding.__name__,
    )
    assert bool(imported) == (goes_into(tool, False, 2) == 2)
