"""Callbacks: Rust calls Python, and the exception has to wait for the way back."""

import ctypes
import sys
from array import array

import cmult_ctypes
from cmult_ctypes import raw

MapFunction = ctypes.CFUNCTYPE(
    ctypes.c_int32, ctypes.c_double, ctypes.POINTER(ctypes.c_double), ctypes.c_void_p
)
mistake = ValueError("no more than two")


def double(value: float) -> float:
    """Double what is not more than two."""
    if value > 2:
        raise mistake
    return 2 * value


# ANCHOR: raw
# Raw: ctypes reports the exception of a callback, and goes on as if nothing had
# happened.
sys.unraisablehook = lambda report: print("raw, ignored:", report.exc_value)


@MapFunction
def step(value, result, context):  # type: ignore[no-untyped-def]
    """Tell Rust to go on, or raise."""
    result[0] = double(value)
    return 0


memory = (ctypes.c_double * 4)(1.0, 2.0, 3.0, 4.0)
raw.map_in_place(memory, ctypes.c_size_t(4), step, None)
# ANCHOR_END: raw

# ANCHOR: finished
values = array("d", [1.0, 2.0, 3.0, 4.0])
try:
    cmult_ctypes.map_in_place(values, double)
except ValueError as error:
    print(f"finished: {values.tolist()}, same: {error is mistake}")
try:
    cmult_ctypes.map_in_place(values, str)  # type: ignore[arg-type]
except TypeError as error:
    print("  returns str:", error)
# ANCHOR_END: finished
