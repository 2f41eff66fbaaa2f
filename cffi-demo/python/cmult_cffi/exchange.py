"""An array that Rust owns, handed to others without a copy: by DLPack and by Arrow.

Both standards put the address of a struct into a capsule, an object of Python's C API.
CFFI has no type for Python's objects, so ctypes makes the capsule: on CPython, where
it can. Its destructor is in src/exchange.c.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_void_p, py_object, pythonapi
from operator import index
from typing import TYPE_CHECKING, Any

from cmult_cffi._errors import check
from cmult_cffi._native import ffi, lib

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

# ANCHOR: capsule
_capsule_new: Callable[..., CapsuleType] = PYFUNCTYPE(
    py_object, c_void_p, c_void_p, c_void_p
)(("PyCapsule_New", pythonapi))


def _capsule(kind: Any, make: Any, *arguments: Any) -> CapsuleType:
    """Return a capsule with a new struct, which it frees unless others do."""
    place = ffi.new(ffi.typeof(make).args[-1])
    check(make(*arguments, place))
    pointers = place[0], kind.name, kind.destroy
    return _capsule_new(*[int(ffi.cast("intptr_t", p)) for p in pointers])


# ANCHOR_END: capsule

CPU = (1, 0)  # as DLPack numbers its devices


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

    # As in `Product`: an empty place, if never initialised.
    _handle: tuple[Any, Any] = ffi.new("CmultPowers **"), None

    def __init__(self, factor: float, length: int) -> None:
        place = ffi.new("CmultPowers **")
        owner = ffi.gc(place, lib.cmult_powers_free)
        check(lib.cmult_powers_new(factor, index(length), place))
        self._handle = place, owner

    def __len__(self) -> int:
        """Return the number of elements."""
        place, _owner = self._handle  # both stay for as long as the call lasts
        return lib.cmult_powers_length(place[0])

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
        place, _owner = self._handle
        if max_version is not None and max_version[0] >= 1:
            make = lib.cmult_powers_dlpack_versioned
            return _capsule(lib.DLTENSOR_VERSIONED, make, place[0], bool(copy))
        # Before version 1.0 nothing says "read-only": so it is a copy, to write to.
        if copy is False:
            raise BufferError("without a copy it is read-only: ask for version 1.0")
        return _capsule(lib.DLTENSOR, lib.cmult_powers_dlpack, place[0])

    def __arrow_c_schema__(self) -> CapsuleType:
        """Return a capsule with Arrow's description of 64-bit floats."""
        return _capsule(lib.ARROW_SCHEMA, lib.cmult_arrow_schema_new)

    def __arrow_c_array__(
        self, requested_schema: object = None
    ) -> tuple[CapsuleType, CapsuleType]:
        """Return two capsules: Arrow's description, and its array.

        It is always of 64-bit floats: a request for others is not met.
        """
        place, _owner = self._handle
        array = _capsule(lib.ARROW_ARRAY, lib.cmult_powers_arrow_array, place[0])
        return self.__arrow_c_schema__(), array
