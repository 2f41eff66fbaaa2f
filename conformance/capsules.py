"""A consumer of capsules, in ctypes: what is in them, and giving it back.

The structs are those of DLPack's `dlpack.h` and of Arrow's `abi.h`.
"""

from __future__ import annotations

import ctypes as ct
from ctypes import pythonapi
from typing import Any

Release = ct.CFUNCTYPE(None, ct.c_void_p)
Sizes = ct.POINTER(ct.c_int64)


def fields(names: str, kind: Any) -> list[tuple[str, Any]]:
    """Fields of one type, next to each other."""
    return [(name, kind) for name in names.split()]


class Tensor(ct.Structure):
    """A DLTensor."""

    _fields_ = [
        *fields("data", ct.c_void_p),
        *fields("device", ct.c_int32 * 2),
        *fields("ndim", ct.c_int32),
        *fields("code bits", ct.c_uint8),
        *fields("lanes", ct.c_uint16),
        *fields("shape strides", Sizes),
        *fields("byte_offset", ct.c_uint64),
    ]


class Unversioned(ct.Structure):
    """A DLManagedTensor."""

    _fields_ = [
        *fields("tensor", Tensor),
        *fields("context", ct.c_void_p),
        *fields("release", Release),
    ]


class Versioned(ct.Structure):
    """A DLManagedTensorVersioned."""

    _fields_ = [
        *fields("version", ct.c_uint32 * 2),
        *fields("context", ct.c_void_p),
        *fields("release", Release),
        *fields("flags", ct.c_uint64),
        *fields("tensor", Tensor),
    ]


class Schema(ct.Structure):
    """An ArrowSchema."""

    _fields_ = [
        *fields("format name metadata", ct.c_char_p),
        *fields("flags n_children", ct.c_int64),
        *fields("children dictionary", ct.c_void_p),
        *fields("release", Release),
        *fields("private_data", ct.c_void_p),
    ]


class Array(ct.Structure):
    """An ArrowArray."""

    _fields_ = [
        *fields("length null_count offset n_buffers n_children", ct.c_int64),
        *fields("buffers", ct.POINTER(ct.c_void_p)),
        *fields("children dictionary", ct.c_void_p),
        *fields("release", Release),
        *fields("private_data", ct.c_void_p),
    ]


STRUCTS: dict[bytes, type[ct.Structure]] = {
    b"dltensor": Unversioned,
    b"dltensor_versioned": Versioned,
    b"arrow_schema": Schema,
    b"arrow_array": Array,
}

_get_name = ct.PYFUNCTYPE(ct.c_char_p, ct.py_object)(("PyCapsule_GetName", pythonapi))
_get_pointer = ct.PYFUNCTYPE(ct.c_void_p, ct.py_object, ct.c_char_p)(
    ("PyCapsule_GetPointer", pythonapi)
)
_set_name = ct.PYFUNCTYPE(ct.c_int, ct.py_object, ct.c_char_p)(
    ("PyCapsule_SetName", pythonapi)
)
USED = {name: b"used_" + name for name in STRUCTS}  # a capsule knows only the address


def name(capsule: object) -> bytes:
    """The name of a capsule."""
    return _get_name(capsule) or b""


def look(capsule: object) -> Any:
    """The struct of a capsule, which keeps it."""
    struct = STRUCTS[name(capsule)]
    return struct.from_address(_get_pointer(capsule, name(capsule)) or 0)


class Taken:
    """The struct that was in a capsule, for us to release."""

    def __init__(self, capsule: object) -> None:
        self.struct = look(capsule)
        if isinstance(self.struct, Schema | Array):  # Arrow's structs move
            moved = type(self.struct).from_buffer_copy(self.struct)
            self.struct.release = Release()
            self.struct = moved
        else:
            _set_name(capsule, USED[name(capsule)])

    def release(self) -> None:
        """Calls the function that gives it back."""
        self.struct.release(ct.addressof(self.struct))
