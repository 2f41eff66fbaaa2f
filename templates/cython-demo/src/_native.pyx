# cython: autotestdict=False, freethreading_compatible=True

"""The compiled part of my_package."""

cimport c_abi


# ANCHOR: native
cdef int check(c_abi.Status status) except -1:
    if status == c_abi.STATUS_OK:
        return 0
    message = c_abi.my_package_message(status).decode()
    if status == c_abi.STATUS_OVERFLOW:
        raise OverflowError(message)
    raise RuntimeError(message)  # a panic


# A Py_ssize_t, because it comes from `__index__`, which 6.7 has not.
def add(Py_ssize_t a, Py_ssize_t b):
    """Add two integers.

    Args:
        a: an integer of 64 bits.
        b: another.

    Raises:
        OverflowError: an argument or the sum does not fit in 64 bits.
    """
    cdef c_abi.int64_t total
    check(c_abi.my_package_add(a, b, &total))
    return total
# ANCHOR_END: native
