"""Multiply in Rust, through Cython.

Eleven names, typed and documented; `help(cmult_cython.multiply)` shows one. What the
tool gives without any help of ours is in `cmult_cython.raw`.
"""

from cmult_cython._native import (
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
from cmult_cython._native import (
    _panic as _panic,  # not public: it proves that a panic is an exception
)

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
