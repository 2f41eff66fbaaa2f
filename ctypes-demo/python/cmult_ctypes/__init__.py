"""cmult, written in Rust, through ctypes.

What ctypes gives with no help of ours is in `cmult_ctypes.raw`.
"""

from cmult_ctypes._arrays import dot, map_in_place, scale_in_place
from cmult_ctypes._errors import _panic as _panic
from cmult_ctypes._numbers import (
    checked_multiply,
    cmult,
    compound,
    logical_and,
    multiply,
    multiply_complex,
)
from cmult_ctypes._product import Product
from cmult_ctypes._text import repeat

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
