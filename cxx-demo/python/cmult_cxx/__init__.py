"""A Rust core called from Python through cxx, C++ and pybind11.

The functions are written in C++ with pybind11, and C++ calls Rust over a cxx
bridge. What pybind11 gives without any further help is in `cmult_cxx.raw`.
"""

from cmult_cxx._native import (
    Product,
    checked_multiply,
    cmult,
    compound,
    dot,
    logical_and,
    map_in_place,
    multiply,
    multiply_complex,
    repeat,
    scale_in_place,
)
from cmult_cxx._native import _panic as _panic  # for the tests and the book

__all__ = [
    "Product",
    "checked_multiply",
    "cmult",
    "compound",
    "dot",
    "logical_and",
    "map_in_place",
    "multiply",
    "multiply_complex",
    "repeat",
    "scale_in_place",
]
