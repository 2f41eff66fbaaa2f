"""cmult, a Rust library, through CFFI.

Every function checks what it is given and raises what Python's own functions
would raise. Underneath is `cmult_cffi._native`, which CFFI compiled
against the C ABI of the library; `cmult_cffi.raw` shows it as it is.
"""

from cmult_cffi._arrays import dot, map_in_place, scale_in_place
from cmult_cffi._functions import (
    _panic as _panic,
)
from cmult_cffi._functions import (
    checked_multiply,
    cmult,
    compound,
    logical_and,
    multiply,
    multiply_complex,
    repeat,
)
from cmult_cffi._product import Product

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
