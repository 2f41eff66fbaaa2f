# Arrays: typed memoryviews, the caller's memory without a copy.
#
# `&values[0]` is only an address. For an empty array it is the address of nothing,
# which `boundscheck` would refuse, and which Rust does not follow.

# From this many elements on, it pays to let other threads run meanwhile.
cdef enum:
    LONG_ARRAY = 32_768


# ANCHOR: scale_in_place
def scale_in_place(double[::1] values not None, double factor):
    """Multiply each element of an array by ``factor``, where it lies.

    Other threads run while the array is long; they must leave it alone.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        factor: a number.
    """
    if values.shape[0] < LONG_ARRAY:
        check(lib.cmult_array_scale(&values[0], values.shape[0], factor))
    else:
        with nogil:
            check(lib.cmult_array_scale(&values[0], values.shape[0], factor))
# ANCHOR_END: scale_in_place


def dot(const double[::1] a not None, const double[::1] b not None):
    """Multiply two arrays element by element, and add the products.

    The order of the additions is fixed: the sum is the same on every machine. Other
    threads run while the arrays are long; they must leave them alone.

    Args:
        a: a C-contiguous buffer of 64-bit floats.
        b: another of the same length.

    Returns:
        The sum, a 64-bit float.

    Raises:
        ValueError: ``a`` and ``b`` differ in length.
    """
    cdef double total
    if a.shape[0] < LONG_ARRAY:
        check(lib.cmult_array_dot(&a[0], a.shape[0], &b[0], b.shape[0], &total))
    else:
        with nogil:
            check(lib.cmult_array_dot(&a[0], a.shape[0], &b[0], b.shape[0], &total))
    return total


# ANCHOR: callback
cdef int32_t call_function(
    double value, double *result, void *context
) except -1 with gil:
    # Where this raises, the exception stays set and -1 goes back, which tells
    # Rust to stop. `check` lets the exception go on from there, as it was.
    result[0] = (<object>context)(value)
    PyErr_CheckSignals()  # a function written in C leaves Ctrl-C to us
    return 0
# ANCHOR_END: callback


def map_in_place(double[::1] values not None, function):
    """Replace each element of an array by what ``function`` makes of it, in order.

    What ``function`` raises comes out as it is: elements before it are changed then,
    the others are not. It may read and change the same array, but not resize it.

    Args:
        values: a writable, C-contiguous buffer of 64-bit floats.
        function: takes and returns a float.
    """
    # ANCHOR: map_in_place
    check(
        lib.cmult_array_map(
            &values[0],
            values.shape[0],
            # The cast hides `except -1`: Rust sees only a number.
            <lib.CmultMapFunction>call_function,
            <void *>function,
        )
    )
    # ANCHOR_END: map_in_place
