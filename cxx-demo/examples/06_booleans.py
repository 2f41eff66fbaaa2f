"""Booleans: pybind11 takes any number, and None, until it is told not to convert."""

import numpy

import cmult_cxx
import cmult_cxx.raw

for module in (cmult_cxx.raw, cmult_cxx):
    print(f"{module.__name__}:")
    print("  True and False =", module.logical_and(True, False))
    for value in (2.5, None, "yes", numpy.True_):
        try:
            answer: object = module.logical_and(value, True)
        except TypeError:
            answer = "TypeError"
        print(f"  {value!r} and True =", answer)
