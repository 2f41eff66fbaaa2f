"""Booleans: `bint` takes anything's truth, `bool` only Python's two."""

from typing import Any

import numpy

import cmult_cython
import cmult_cython.raw

for module in (cmult_cython.raw, cmult_cython):
    print(f"{module.__name__}:")
    print("  True and False =", module.logical_and(True, False))
    values: Any = (1, "no", numpy.True_)
    for value in values:
        try:
            answer: object = module.logical_and(value, True)
        except TypeError:
            answer = "TypeError"
        print(f"  {value!r} and True =", answer)
