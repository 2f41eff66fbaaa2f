"""Arrays: any buffer of 64-bit floats, read where it lies; what is refused."""

from array import array
from typing import Any

import numpy

import cmult_cython
import cmult_cython.raw

a = array("d", [1.0, 2.0])
arrays: dict[str, Any] = {
    "NumPy's": numpy.ones(2),
    "empty": array("d"),
    "two dimensions": numpy.ones((2, 1)),
    "32-bit floats": array("f", [1.0, 2.0]),
    "the other byte order": numpy.ones(2).view(numpy.dtype("d").newbyteorder()),
    "every second element": numpy.ones(4)[::2],
    "off by a byte": memoryview(bytearray(17))[1:].cast("d"),
    "another length": numpy.ones(3),
    "a list": [1.0, 2.0],
}
for module in (cmult_cython.raw, cmult_cython):
    print(f"{module.__name__}:")
    for what, b in arrays.items():
        try:
            print(f"  {what}:", module.dot(b if what == "empty" else a, b))
        except (BufferError, IndexError, TypeError, ValueError) as error:
            print(f"  {what}: {type(error).__name__}: {error}")
