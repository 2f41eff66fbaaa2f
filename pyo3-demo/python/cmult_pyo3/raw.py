"""What PyO3 gives by default: a first attempt, with no help of ours.

Missing here, and mended in `cmult_pyo3`:

- A float that `f32` cannot hold becomes an infinity without a word.
- Arrays are copied, object by object: what is changed in place is the copy.
- The messages do not name the argument; a note on the exception does, from
  Python 3.11 on.
- Every error of the library is a ValueError, and a negative number of times is an
  OverflowError.
- `logical_and` takes NumPy's booleans too.
- `compound` keeps the GIL: no other thread runs meanwhile.
- `Product` cannot be closed, and two threads in it at once raise RuntimeError.
"""

from cmult_pyo3._native import RawProduct as Product
from cmult_pyo3._native import raw_checked_multiply as checked_multiply
from cmult_pyo3._native import raw_cmult as cmult
from cmult_pyo3._native import raw_compound as compound
from cmult_pyo3._native import raw_dot as dot
from cmult_pyo3._native import raw_logical_and as logical_and
from cmult_pyo3._native import raw_map_in_place as map_in_place
from cmult_pyo3._native import raw_multiply as multiply
from cmult_pyo3._native import raw_multiply_complex as multiply_complex
from cmult_pyo3._native import raw_panic as panic
from cmult_pyo3._native import raw_repeat as repeat
from cmult_pyo3._native import raw_scale_in_place as scale_in_place

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
