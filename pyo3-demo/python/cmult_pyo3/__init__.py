"""cmult, a small Rust library in which everything multiplies, through PyO3.

Every function converts its arguments with care: what does not fit raises, and the
message names the argument. `cmult_pyo3.raw` has what PyO3 does without that care.
"""

from cmult_pyo3._native import (
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

# For tests, and for the chapter on errors: importable, and not in __all__.
from cmult_pyo3._native import _panic as _panic

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
