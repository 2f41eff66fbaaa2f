"""What Python sees of the compiled module."""

from operator import index

from my_package._native import ffi, lib

EXCEPTIONS = {lib.STATUS_OVERFLOW: OverflowError}  # a panic is a RuntimeError


def check(status: int) -> None:
    """Raise the exception that a status stands for."""
    if status:
        message = ffi.string(lib.my_package_message(status)).decode()
        raise EXCEPTIONS.get(status, RuntimeError)(message)


# ANCHOR: add
def add(a: int, b: int) -> int:
    """Add two integers.

    Args:
        a: an integer of 64 bits.
        b: another.

    Raises:
        OverflowError: an argument or the sum does not fit in 64 bits.
    """
    total = ffi.new("int64_t *")
    # CFFI would ask `__int__`, too, and make 6 of Decimal("6.7").
    check(lib.my_package_add(index(a), index(b), total))
    return int(total[0])
    # ANCHOR_END: add
