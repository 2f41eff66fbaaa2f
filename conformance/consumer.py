"""What users may write, and what their type checker tells them: alike for all five.

test_typing.py runs it, and lets checkers read it, with each package in the place of
`cmult_ctypes`. A `type: ignore` stands where a checker must complain.
"""

from __future__ import annotations

import copy
import gc
import math
from array import array
from typing import TYPE_CHECKING, assert_type

import numpy as np

import cmult_ctypes as cmult

assert_type(cmult.cmult(6, 2.3), float)
assert_type(cmult.multiply(int_param=True, float_param=2), float)
assert_type(cmult.checked_multiply(6, 7), int)
assert_type(cmult.multiply_complex(1 + 2j, 3.0), complex)
assert_type(cmult.repeat("ab", times=2), str)
assert_type(cmult.logical_and(True, b=False), bool)
assert_type(cmult.compound(1, 1.5, 10), float)
assert_type(cmult.compound(1, 1.5, 10, check=gc.collect), float)


def next_one(value: float) -> float:
    """Count on."""
    return value + 1.0


values = array("d", [1.0, 4.0])
cmult.scale_in_place(values, 2)
cmult.map_in_place(np.ones(2), math.sqrt)
cmult.map_in_place(memoryview(values), next_one)
assert_type(cmult.dot(values, np.ones(2)), float)

with cmult.Product(2) as product:
    assert_type(product, cmult.Product)
    product.multiply_by(factor=3.5)
    assert_type(product.value, float)
    assert_type(copy.copy(product), cmult.Product)
assert_type(product.closed, bool)
cmult.Product().close()

if TYPE_CHECKING:
    cmult.multiply("6", 2.3)  # type: ignore[arg-type]
    cmult.multiply(6.7, 2.3)  # type: ignore[arg-type]
    cmult.checked_multiply(6)  # type: ignore[call-arg]
    cmult.repeat(2, "ab")  # type: ignore[arg-type]
    cmult.scale_in_place(None, 2)  # type: ignore[arg-type]
    cmult.dot([1.0], [2.0])  # type: ignore[arg-type]
    cmult.compound(None, 1.5, 10)  # type: ignore[arg-type]
    cmult.Product("2")  # type: ignore[arg-type]
    product.value = 2.0  # type: ignore[misc]
    cmult.divide(6, 2)  # type: ignore[attr-defined]
