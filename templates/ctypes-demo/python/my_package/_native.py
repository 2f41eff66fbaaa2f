"""The library, loaded and declared, and what Python sees of it."""

import ctypes as ct
import sys
from operator import index
from pathlib import Path

# ANCHOR: declarations
NAMES = {"win32": "my_package.dll", "darwin": "libmy_package.dylib"}
NAME = NAMES.get(sys.platform, "libmy_package.so")
library = ct.CDLL(str(Path(__file__).parent / NAME))

# In the words of src/lib.rs: nobody else compares the two.
I64 = ct.c_int64
library.my_package_add.restype = ct.c_int
library.my_package_add.argtypes = [I64, I64, ct.POINTER(I64)]
library.my_package_message.restype = ct.c_char_p
library.my_package_message.argtypes = [ct.c_int32]
# ANCHOR_END: declarations

EXCEPTIONS = {1: OverflowError}  # by the numbers of Status; a panic is a RuntimeError


def check(status: int) -> None:
    """Raise the exception that a status stands for."""
    if status:
        message = library.my_package_message(status).decode()
        raise EXCEPTIONS.get(status, RuntimeError)(message)


def to_i64(value: int) -> int:
    """Return an integer that fits: ctypes would cut it."""
    value = index(value)
    if -(2**63) <= value < 2**63:
        return value
    raise OverflowError("the integer does not fit in 64 bits")


# ANCHOR: add
def add(a: int, b: int) -> int:
    """Add two integers.

    Args:
        a: an integer of 64 bits.
        b: another.

    Raises:
        OverflowError: an argument or the sum does not fit in 64 bits.
    """
    total = I64()
    check(library.my_package_add(to_i64(a), to_i64(b), ct.byref(total)))
    return total.value
    # ANCHOR_END: add
