"""Arrays: any buffer of 64-bit floats, read where it lies; what is refused."""

from array import array
from typing import Any

import numpy

import cmult_cxx
import cmult_cxx.raw

OTHER_ORDER = numpy.dtype("d").newbyteorder()

# raw copies, and so it can take lists and any element type.
print("raw:     ", cmult_cxx.raw.dot([1, 2, 3], array("f", [4.0, 5.0, 6.0])))

# Any: NumPy's types speak of the buffer protocol from Python 3.12 on only.
a: Any = numpy.array([[1.0, 2.0], [3.0, 4.0]])
print("finished:", cmult_cxx.dot(a, array("d", [1.0, 1.0, 1.0, 1.0])))

wrong: dict[str, Any] = {
    "a list": [1.0, 2.0],
    "32-bit floats": numpy.ones(2, "f"),
    "the other byte order": numpy.ones(2).view(OTHER_ORDER),
    "every second element": numpy.ones(4)[::2],
    "another length": numpy.ones(3),
}
for what, b in wrong.items():
    try:
        cmult_cxx.dot(a[0], b)
    except (TypeError, BufferError, ValueError) as error:
        print(f"{what}: {type(error).__name__}:", str(error).partition(".")[0])
