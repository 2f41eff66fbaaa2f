"""Booleans: PyO3 takes no number for a bool, but it takes NumPy's."""

import numpy

import cmult_pyo3
import cmult_pyo3.raw

# ANCHOR: both
for module in (cmult_pyo3.raw, cmult_pyo3):
    print(f"{module.__name__}:")
    print("  True and False =", module.logical_and(True, False))
    for value in (1, numpy.True_):
        try:
            answer: object = module.logical_and(value, True)
        except TypeError:
            answer = "TypeError"
        print(f"  {value!r} and True =", answer)
# ANCHOR_END: both
