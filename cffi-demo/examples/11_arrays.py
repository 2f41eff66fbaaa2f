"""Arrays: no copy, once somebody has looked at what is in them."""

from array import array
from typing import Any

import numpy

import cmult_cffi
from cmult_cffi import raw

# ANCHOR: raw
# Four 32-bit floats make two 64-bit ones: from_buffer counts bytes.
with raw.ffi.from_buffer("double[]", array("f", [1.0, 2.0, 3.0, 4.0])) as data:
    print("raw:", list(data))
# ANCHOR_END: raw

# Any: NumPy's types speak of the buffer protocol from Python 3.12 on only.
a: Any = numpy.array([[1.0, 2.0], [3.0, 4.0]])
print("finished:", cmult_cffi.dot(a, array("d", [1.0, 1.0, 1.0, 1.0])))

wrong: dict[str, Any] = {
    "a list": [1.0, 2.0],
    "32-bit floats": numpy.ones(2, "f"),
    "the other byte order": numpy.ones(2).view(numpy.dtype("d").newbyteorder()),
    "every second element": numpy.ones(4)[::2],
    "another length": numpy.ones(3),
}
for what, b in wrong.items():
    try:
        cmult_cffi.dot(a[0], b)
    except (TypeError, BufferError, ValueError) as error:
        print(f"{what}: {type(error).__name__}: {error}")
