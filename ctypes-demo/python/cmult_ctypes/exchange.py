"""An array that Rust owns, handed to others without a copy: by DLPack and by Arrow.

Both standards put the address of a struct into a capsule, an object of Python's C API.
Rust makes the struct; here is the capsule.
"""

from __future__ import annotations

import ctypes as ct
from collections.abc import Callable
from ctypes import CFUNCTYPE, PYFUNCTYPE, pythonapi
from typing import TYPE_CHECKING, Any

from cmult_ctypes._convert import to_int
from cmult_ctypes._errors import checked
from cmult_ctypes._library import (
    DECLARATIONS,
    IN,
    OUT,
    Size,
    Status,
    method,
    prototype,
)

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

# More of the header. Nobody here looks into the structs: an address is enough.
Struct = ct.c_void_p
DECLARATIONS |= {
    "cmult_powers_new": (Status, ct.c_double, Size, ct.POINTER(ct.c_void_p)),
    "cmult_powers_length": (Size, ct.c_void_p),
    "cmult_powers_free": (None, ct.POINTER(ct.c_void_p)),
    "cmult_powers_dlpack": (Status, ct.c_void_p, ct.POINTER(Struct)),
    "cmult_powers_dlpack_versioned": (
        *(Status, ct.c_void_p, ct.c_bool, ct.POINTER(Struct)),
    ),
    "cmult_powers_arrow_array": (Status, ct.c_void_p, ct.POINTER(Struct)),
    "cmult_arrow_schema_new": (Status, ct.POINTER(Struct)),
    "cmult_dlpack_free": (None, Struct),
    "cmult_dlpack_versioned_free": (None, Struct),
    "cmult_arrow_array_free": (None, Struct),
    "cmult_arrow_schema_free": (None, Struct),
}

Destructor = PYFUNCTYPE(None, ct.c_void_p)
_capsule_new: Callable[..., CapsuleType] = PYFUNCTYPE(
    ct.py_object, Struct, ct.c_char_p, Destructor
)(("PyCapsule_New", pythonapi))
# With the address of a capsule, not a reference: to one that is dying, a reference
# would bring it back to life.
_is_valid = PYFUNCTYPE(ct.c_int, ct.c_void_p, ct.c_char_p)(
    ("PyCapsule_IsValid", pythonapi)
)
_pointer = PYFUNCTYPE(Struct, ct.c_void_p, ct.c_char_p)(
    ("PyCapsule_GetPointer", pythonapi)
)


class Maker:
    """Makes capsules of one name."""

    # ANCHOR: capsule
    def __init__(self, name: str, make: str, free: str, *flags: Any) -> None:
        self.name = name.encode()
        self.make = checked(CFUNCTYPE, make, *flags, OUT)
        free_struct = prototype(PYFUNCTYPE, free)

        def destroy(capsule: int) -> None:
            try:
                # Raises what somebody else is just raising.
                _is_valid(capsule, self.name)
            finally:
                # DLPack's consumers give another name to what they take.
                if _is_valid(capsule, self.name):
                    free_struct(_pointer(capsule, self.name))

        self.destructor = Destructor(destroy)
        # A capsule knows the addresses of its name and its destructor, and may
        # outlive this module: so they stay to the end.
        pythonapi.Py_IncRef(ct.py_object(self))

    def __call__(self, *arguments: Any) -> CapsuleType:
        """Return a capsule with a new struct."""
        return _capsule_new(self.make(*arguments), self.name, self.destructor)

    # ANCHOR_END: capsule


_schema = Maker("arrow_schema", "cmult_arrow_schema_new", "cmult_arrow_schema_free")
_array = Maker("arrow_array", "cmult_powers_arrow_array", "cmult_arrow_array_free", IN)
_tensor = Maker("dltensor", "cmult_powers_dlpack", "cmult_dlpack_free", IN)
_versioned = Maker(
    "dltensor_versioned",
    "cmult_powers_dlpack_versioned",
    "cmult_dlpack_versioned_free",
    IN,
    IN,
)

_new: Callable[..., None] = checked(CFUNCTYPE, "cmult_powers_new")
_length: Callable[..., int] = prototype(PYFUNCTYPE, "cmult_powers_length")

CPU = (1, 0)  # as DLPack numbers its devices


class Handle(ct.c_void_p):
    """The address of the owner, freed with its last reference."""

    __del__ = method(prototype(PYFUNCTYPE, "cmult_powers_free"))


class Powers:
    """The powers of a number, in an array that lives in Rust and never changes.

    DLPack and Arrow hand it to others without a copy. Each of them may outlive this
    object: the last one frees the array.

    Args:
        factor: a number.
        length: how many powers; the first is 1.

    Raises:
        MemoryError: the array does not fit in memory.
    """

    _handle = Handle()  # NULL, of an object that was never initialised

    def __init__(self, factor: float, length: int) -> None:
        handle = Handle()  # owns from here on, whatever happens
        _new(ct.c_double(factor), to_int(length, 0, 2**64), handle)
        self._handle = handle

    def __len__(self) -> int:
        """Return the number of elements."""
        return _length(self._handle)

    def __dlpack_device__(self) -> tuple[int, int]:
        """Return where the array lies, in DLPack's numbers: the first CPU."""
        return CPU

    def __dlpack__(
        self,
        *,
        stream: object = None,
        max_version: tuple[int, int] | None = None,
        dl_device: tuple[int, int] | None = None,
        copy: bool | None = None,
    ) -> CapsuleType:
        """Return a capsule with a DLPack tensor: read-only, or a copy."""
        if stream is not None or dl_device not in (None, CPU):
            raise BufferError("the array is in the memory of the CPU, without streams")
        if max_version is not None and max_version[0] >= 1:
            return _versioned(self._handle, bool(copy))
        # Before version 1.0 nothing says "read-only": so it is a copy, to write to.
        if copy is False:
            raise BufferError("without a copy it is read-only: ask for version 1.0")
        return _tensor(self._handle)

    def __arrow_c_schema__(self) -> CapsuleType:
        """Return a capsule with Arrow's description of 64-bit floats."""
        return _schema()

    def __arrow_c_array__(
        self, requested_schema: object = None
    ) -> tuple[CapsuleType, CapsuleType]:
        """Return two capsules: Arrow's description, and its array.

        It is always of 64-bit floats: a request for others is not met.
        """
        return _schema(), _array(self._handle)
