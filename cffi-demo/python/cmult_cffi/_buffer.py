"""From Python arrays to C arrays, without a copy."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cmult_cffi._native import ffi

if TYPE_CHECKING:
    from typing_extensions import Buffer

# `d` is a double; the character before it says which byte order.
_DOUBLES = {"d", "@d", "=d", "<d" if sys.byteorder == "little" else ">d"}


_ALIGNMENT = ffi.alignof("double")


# ANCHOR: doubles
def doubles(values: Buffer, name: str, *, writable: bool = False) -> Any:
    """The memory of `values` as a C array of doubles, for a `with` statement.

    Until the end of the `with`, its owner can neither resize nor free it.
    """
    try:
        view = memoryview(values)
    except TypeError:
        kind = type(values).__name__
        message = f"{name} must support the buffer protocol, not {kind}"
        raise TypeError(message) from None
    with view:  # or a traceback would keep it, and the memory with it
        _check(view, name, writable)
    # Asks again, and holds the memory until it is released.
    data = ffi.from_buffer("double[]", values, require_writable=writable)
    # An empty array has no element that could lie wrong.
    if len(data) and int(ffi.cast("uintptr_t", data)) % _ALIGNMENT:
        ffi.release(data)
        raise BufferError(f"{name} must be aligned for 64-bit floats")
    return data


# ANCHOR_END: doubles


# ANCHOR: check
def _check(view: memoryview, name: str, writable: bool) -> None:
    """`ffi.from_buffer` asks for bytes, and would take these for doubles."""
    if view.format not in _DOUBLES:
        wanted = "64-bit floats (format 'd')"
        raise TypeError(f"{name} must hold {wanted}, not {view.format!r}")
    if writable and view.readonly:
        raise BufferError(f"{name} must be writable")
    if not view.c_contiguous:
        raise BufferError(f"{name} must be C-contiguous")


# ANCHOR_END: check
