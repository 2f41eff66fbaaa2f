"""cmult, a Rust library, through CFFI.

Underneath is `cmult_cffi._native`, which CFFI compiled against the C ABI of the
library. `cmult_cffi.raw` shows it with no help of ours.
"""

from cmult_cffi._arrays import dot, map_in_place, scale_in_place
from cmult_cffi._errors import _panic as _panic
from cmult_cffi._numbers import (
    checked_multiply,
    cmult,
    compound,
    logical_and,
    multiply,
    multiply_complex,
)
from cmult_cffi._product import Product
from cmult_cffi._text import repeat

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
