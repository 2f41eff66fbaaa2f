"""What PyO3 gives by default: a first attempt, with no help of ours.

Missing here, and mended in `cmult_pyo3`:

- A float that `f32` cannot hold becomes an infinity without a word.
- Arrays are copied, object by object: what is changed in place is the copy.
- Every error of the library is a ValueError.
- `compound`, and `cmult` while it waits for standard output, keep the GIL: no other
  thread runs meanwhile.
- `Product` cannot be closed, copied or pickled, and two threads in it at once raise
  RuntimeError.
"""

from cmult_pyo3._native.raw import (
    Product,
    checked_multiply,
    cmult,
    compound,
    dot,
    logical_and,
    map_in_place,
    multiply,
    multiply_complex,
    panic,
    repeat,
    scale_in_place,
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
    "panic",
    "repeat",
    "scale_in_place",
]
