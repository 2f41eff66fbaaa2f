"""Callbacks: Rust calls Python, and the exception has to wait for the way back."""

import ctypes
import sys
from array import array

import cmult_ctypes
from cmult_ctypes import raw

MapFunction = ctypes.CFUNCTYPE(
    ctypes.c_int32, ctypes.c_double, ctypes.POINTER(ctypes.c_double), ctypes.c_void_p
)


def half_or_fail(value: float) -> float:
    """Halve a number, unless it is 2."""
    if value == 2.0:
        raise LookupError("no half of two today")
    return value / 2


if __name__ == "__main__":
    # ANCHOR: raw
    # Raw: ctypes reports the exception of a callback, and goes on as if nothing
    # had happened.
    sys.unraisablehook = lambda report: print("raw, ignored:", report.exc_value)

    @MapFunction
    def step(value, result, context):  # type: ignore[no-untyped-def]
        """Tell Rust to go on, or raise."""
        result[0] = half_or_fail(value)
        return 0

    memory = (ctypes.c_double * 1)(2.0)
    raw.map_in_place(memory, ctypes.c_size_t(1), step, None)
    # ANCHOR_END: raw

    # ANCHOR: finished
    values = array("d", [1.0, 2.0, 3.0])
    try:
        cmult_ctypes.map_in_place(values, half_or_fail)
    except LookupError as error:
        print("LookupError:", error)
    print("the first changed, the others not:", list(values))
    # ANCHOR_END: finished
