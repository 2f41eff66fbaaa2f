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

# A module inside a compiled one is its attribute: it cannot be imported from.
from cmult_pyo3._native import raw

Product = raw.Product
checked_multiply = raw.checked_multiply
cmult = raw.cmult
compound = raw.compound
dot = raw.dot
logical_and = raw.logical_and
map_in_place = raw.map_in_place
multiply = raw.multiply
multiply_complex = raw.multiply_complex
panic = raw.panic
repeat = raw.repeat
scale_in_place = raw.scale_in_place

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
