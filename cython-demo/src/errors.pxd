# A status from Rust becomes a Python exception, here and nowhere else.

cimport cmult as lib


# ANCHOR: check
cdef inline int check(lib.CmultStatus status) except -1 nogil:
    """Raise what a status means; do nothing on success."""
    return 0 if status == lib.CMULT_STATUS_OK else fail(status)


cdef inline int fail(lib.CmultStatus status) except -1 with gil:
    if status == lib.CMULT_STATUS_CALLBACK_STOPPED:
        return -1  # the callback's exception is set already: let it go on
    message = lib.cmult_status_message(status).decode()
    if status in (
        lib.CMULT_STATUS_INTEGER_OVERFLOW,
        lib.CMULT_STATUS_TEXT_TOO_LONG,
    ):
        raise OverflowError(message)
    if status in (lib.CMULT_STATUS_LENGTH_MISMATCH, lib.CMULT_STATUS_CLOSED):
        raise ValueError(message)
    if status == lib.CMULT_STATUS_MISALIGNED:
        raise BufferError(message)
    if status == lib.CMULT_STATUS_OUT_OF_MEMORY:
        raise MemoryError(message)
    # A panic, or a mistake of this module.
    raise RuntimeError(message)
# ANCHOR_END: check
