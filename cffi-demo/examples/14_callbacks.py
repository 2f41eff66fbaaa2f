"""Callbacks: Rust calls Python, and an exception has to find its way back."""

from array import array
from typing import Any

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

wrong = ValueError("two is not allowed")


def tenfold(value: float) -> float:
    """The Python form."""
    if value == 2.0:
        raise wrong
    return value * 10


@raw.ffi.callback("CmultMapFunction")
def c_tenfold(value: float, result: Any, context: Any) -> int:
    """The C form: 0 to go on."""
    result[0] = tenfold(value)
    return 0


print("raw")
# CFFI prints the exception on standard error and returns 0, which says: go on.
numbers = raw.ffi.new("double[]", [1.0, 2.0, 3.0])
attempt("map_in_place()", raw.map_in_place, numbers, 3, c_tenfold, raw.ffi.NULL)
attempt("list(numbers)", list, numbers)

print("finished")
values = array("d", [1.0, 2.0, 3.0])
try:
    cmult_cffi.map_in_place(values, tenfold)
except ValueError as error:
    print(f"{'map_in_place()':<34} {error!r}, same: {error is wrong}")
attempt("values", lambda: values)
