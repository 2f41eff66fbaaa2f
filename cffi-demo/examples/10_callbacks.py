"""Callbacks: Rust calls Python, and an exception has to find its way back."""

from array import array
from typing import Any

import cmult_cffi
from cmult_cffi import raw

mistake = ValueError("no more than two")


def double(value: float) -> float:
    """Double what is not more than two."""
    if value > 2:
        raise mistake
    return 2 * value


# ANCHOR: raw
@raw.ffi.callback("CmultMapFunction")
def c_double(value: float, result: Any, context: Any) -> int:
    """Be a C function: 0 to go on."""
    result[0] = double(value)
    return 0


# CFFI prints the exception on standard error and returns 0, which says: go on.
numbers = raw.ffi.new("double[]", [1.0, 2.0, 3.0, 1.0])
status = raw.map_in_place(numbers, 4, c_double, raw.ffi.NULL)
print(f"raw: status {status}, {list(numbers)}")
# ANCHOR_END: raw

values = array("d", [1.0, 2.0, 3.0, 1.0])
try:
    cmult_cffi.map_in_place(values, double)
except ValueError as error:
    print(f"finished: {values.tolist()}, same: {error is mistake}")

try:
    cmult_cffi.map_in_place(values, str)  # type: ignore[arg-type]
except TypeError as error:
    print("returns str: TypeError:", error)
