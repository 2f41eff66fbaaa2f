"""Every kind of call, many times: the memory of the process does not grow.

Memory that Rust, C and C++ allocate is counted by glibc, objects of Python by
Python. A call that forgets the smallest allocation, 32 bytes with its header,
would show as 640,000 bytes.
"""

from __future__ import annotations

import copy
import gc
import os
import pickle
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from .api import Binding
from .contract import PYTHON, Tool, class_name
from .memory import COUNTED, native_bytes

# Fewer where something else watches the memory, and takes its time: `just sanitize`.
TIMES = int(os.environ.get("CMULT_CALLS", "20_000"))
WARM_UP = TIMES // 20

# What may differ by chance: a cache that grows, a list that doubles.
BYTES = 64 * 1024
BLOCKS = 500

pytestmark = pytest.mark.skipif(
    not COUNTED,
    reason="counts native memory with mallinfo2, which glibc has from 2.33 on",
)


@contextmanager
def silence(descriptor: int) -> Iterator[None]:
    """Sends standard output (1) or standard error (2) to /dev/null."""
    kept = os.dup(descriptor)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    yield
    os.dup2(kept, descriptor)
    os.close(nowhere)
    os.close(kept)


def fails(value: float) -> float:
    """A callback that raises."""
    raise LookupError


class Closing:
    """A factor that closes the product that it is to multiply."""

    def __init__(self, product: Any) -> None:
        self.product = product

    def __float__(self) -> float:
        self.product.close()
        return 2.0


def close_within(b: Any) -> None:
    """Closes a product in the middle of its method."""
    product = b.Product()
    product.multiply_by(Closing(product))


def use_after_close(b: Any) -> None:
    """Uses a product that is closed."""
    product = b.Product()
    product.close()
    product.multiply_by(2.0)


def with_product(b: Any) -> None:
    """The whole life of a product."""
    with b.Product(2.0) as product:
        product.multiply_by(3.0)
        assert product.value == 6.0


# Made once, used by every call.
VALUES = array("d", [1.0, 2.0, 3.0])
FLOATS = array("f", [1.0, 2.0, 3.0])
READ_ONLY = memoryview(bytes(16)).cast("d")
STRIDED = memoryview(VALUES)[::2]
MISALIGNED = memoryview(bytearray(17))[1:].cast("d")
TEXT = "é\0🦀" * 20

Call = Callable[[Any], object]

GOOD: dict[str, Call] = {
    "multiply": lambda b: b.multiply(6, 2.3),
    "multiply by keyword": lambda b: b.multiply(int_param=6, float_param=2.3),
    "cmult": lambda b: b.cmult(6, 2.3),
    "checked_multiply": lambda b: b.checked_multiply(2**31, 2**31),
    "multiply_complex": lambda b: b.multiply_complex(1j, 2.5),
    "repeat": lambda b: b.repeat(TEXT, 3),
    "repeat nothing": lambda b: b.repeat("", 3),
    "logical_and": lambda b: b.logical_and(True, False),
    "scale_in_place": lambda b: b.scale_in_place(VALUES, 1.0),
    "dot": lambda b: b.dot(VALUES, VALUES),
    "map_in_place": lambda b: b.map_in_place(VALUES, float),
    "compound": lambda b: b.compound(1.0, 1.0, 2),
    "Product, dropped": lambda b: b.Product(2.0),
    "Product, closed": lambda b: b.Product(2.0).close(),
    "Product, with": with_product,
    "Product, copied": lambda b: copy.copy(b.Product(2.0)),
    "Product, pickled": lambda b: pickle.loads(pickle.dumps(b.Product(2.0))),
}

# Each with its class, or the traits that say which.
BAD: dict[str, tuple[str, Call]] = {
    "int out of range": ("out_of_range", lambda b: b.multiply(2**31, 2.3)),
    "float out of range": ("OverflowError", lambda b: b.multiply(6, 1e300)),
    "float for int": ("wrong_type", lambda b: b.multiply(6.7, 2.3)),
    "str for float": ("wrong_type", lambda b: b.multiply(6, "2.3")),
    "too few arguments": ("TypeError", lambda b: b.multiply(6)),
    "too many arguments": ("TypeError", lambda b: b.multiply(6, 2.3, 1)),
    "product out of range": ("OverflowError", lambda b: b.checked_multiply(2**62, 2)),
    "str for complex": ("wrong_type", lambda b: b.multiply_complex(1j, "2")),
    "surrogate": ("UnicodeEncodeError", lambda b: b.repeat("a\ud800", 2)),
    "bytes for text": ("wrong_type", lambda b: b.repeat(b"ab", 2)),
    "negative times": ("out_of_range", lambda b: b.repeat(TEXT, -1)),
    "too long": ("OverflowError", lambda b: b.repeat(TEXT, 2**62)),
    "out of memory": ("MemoryError", lambda b: b.repeat("a", 2**63 - 1)),
    "no buffer": ("not_an_array", lambda b: b.scale_in_place([1.0], 2.0)),
    "wrong format": ("wrong_elements", lambda b: b.scale_in_place(FLOATS, 2.0)),
    "read-only": ("wrong_layout", lambda b: b.scale_in_place(READ_ONLY, 2.0)),
    "strided": ("wrong_layout", lambda b: b.scale_in_place(STRIDED, 2.0)),
    "misaligned": ("wrong_layout", lambda b: b.scale_in_place(MISALIGNED, 2.0)),
    "bad factor": ("wrong_type", lambda b: b.scale_in_place(VALUES, "2")),
    "two lengths": ("ValueError", lambda b: b.dot(VALUES, READ_ONLY)),
    "bad second array": ("not_an_array", lambda b: b.dot(VALUES, [1.0])),
    "strided second array": ("wrong_layout", lambda b: b.dot(VALUES, STRIDED)),
    "callback raises": ("LookupError", lambda b: b.map_in_place(VALUES, fails)),
    "callback gives str": ("TypeError", lambda b: b.map_in_place(VALUES, str)),
    "no callback": ("wrong_type", lambda b: b.map_in_place(VALUES, 7)),
    "negative times of compound": ("out_of_range", lambda b: b.compound(1.0, 1.0, -1)),
    "bad start": ("wrong_type", lambda b: b.Product("2")),
    "Product, used after close": ("ValueError", use_after_close),
    "Product, closed within": ("ValueError or wrong_type", close_within),
    "Product, bad factor": ("wrong_type", lambda b: b.Product().multiply_by("2")),
}


def check(run: Callable[[int], None]) -> None:
    """Runs calls by number; the memory must be what it was."""
    gc.freeze()  # the collector need not look at the whole of pytest each time
    try:
        run(WARM_UP)
        gc.collect()
        blocks, native = sys.getallocatedblocks(), native_bytes()
        run(TIMES)
        gc.collect()
        native = native_bytes() - native
        blocks = sys.getallocatedblocks() - blocks
    finally:
        gc.unfreeze()
    assert native < BYTES, f"{native / TIMES:.2f} bytes a call are not freed"
    assert blocks < BLOCKS, f"{blocks / TIMES:.2f} Python objects a call are not freed"


@pytest.mark.parametrize("kind", GOOD)
def test_good_calls(binding: Binding, kind: str) -> None:
    call = GOOD[kind]

    def run(times: int) -> None:
        for _ in range(times):
            call(binding)

    with silence(1):
        check(run)


@pytest.mark.parametrize("kind", BAD)
def test_bad_calls(binding: Binding, tool: Tool, kind: str) -> None:
    expected, call = BAD[kind]
    with pytest.raises(Exception) as caught:  # the table says which
        call(binding)
    classes = {
        name
        for each in expected.split(" or ")
        for name in (tool.trait(each) if each in PYTHON else [each])
    }
    assert class_name(caught.value) in classes, repr(caught.value)
    exception = caught.type
    del caught

    def run(times: int) -> None:
        for _ in range(times):
            try:
                call(binding)
            except exception:
                continue
            pytest.fail("the call was not refused")

    check(run)


def test_panics(binding: Binding) -> None:
    def run(times: int) -> None:
        for _ in range(times):
            try:
                binding._panic()
            except BaseException:
                continue
            pytest.fail("there was no panic")

    with silence(2):
        check(run)
