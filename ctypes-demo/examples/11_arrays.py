"""Arrays: any buffer of 64-bit floats, read where it lies; what is refused."""

import ctypes
from array import array
from typing import Any

import numpy

import cmult_ctypes
from cmult_ctypes import raw

OTHER_ORDER = numpy.dtype("d").newbyteorder()
# Any: NumPy's types speak of the buffer protocol from Python 3.12 on only.
a: Any = numpy.array([[1.0, 2.0], [3.0, 4.0]])

# Raw: an address and a length, taken on trust.
four, result = ctypes.c_size_t(4), ctypes.c_double()
address = a.ctypes.data_as(ctypes.c_void_p)
raw.dot(address, four, address, four, ctypes.byref(result))
print("raw:     ", result.value)

# ANCHOR: finished
print("finished:", cmult_ctypes.dot(a, array("d", [1.0, 1.0, 1.0, 1.0])))

wrong: dict[str, Any] = {
    "a list": [1.0, 2.0],
    "32-bit floats": numpy.ones(2, "f"),
    "the other byte order": numpy.ones(2).view(OTHER_ORDER),
    "every second element": numpy.ones(4)[::2],
    "another length": numpy.ones(3),
}
for what, b in wrong.items():
    try:
        cmult_ctypes.dot(a[0], b)
    except (TypeError, BufferError, ValueError) as error:
        print(f"{what}: {type(error).__name__}: {error}")
# ANCHOR_END: finished
