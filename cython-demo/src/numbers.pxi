# Numbers: Cython converts the arguments, by the types in the signatures.

# ANCHOR: cmult
def cmult(Py_ssize_t int_param, double float_param):
    """Multiply like ``multiply``, and print a line on standard output.

    The line comes from Rust. It is lost where standard output is closed.

    Args:
        int_param: an integer of 32 bits; rounded to a 32-bit float first.
        float_param: a number; rounded to a 32-bit float.

    Returns:
        The product, a 32-bit float.

    Raises:
        OverflowError: ``float_param`` is finite, and too large for 32 bits.
    """
    cdef int32_t integer = to_i32(int_param)
    cdef float single = to_f32(float_param)
    cdef float product
    with nogil:  # writing may take as long as the reader of the pipe likes
        product = lib.cmult(integer, single)
    return product
# ANCHOR_END: cmult


def multiply(Py_ssize_t int_param, double float_param):
    """Multiply an integer by a float, in single precision.

    Args:
        int_param: an integer of 32 bits; rounded to a 32-bit float first.
        float_param: a number; rounded to a 32-bit float.

    Returns:
        The product, a 32-bit float.

    Raises:
        OverflowError: ``float_param`` is finite, and too large for 32 bits.
    """
    return lib.cmult_multiply(to_i32(int_param), to_f32(float_param))


# ANCHOR: checked_multiply
def checked_multiply(Py_ssize_t a, Py_ssize_t b):
    """Multiply two integers.

    Args:
        a: an integer of 64 bits.
        b: another.

    Returns:
        The product.

    Raises:
        OverflowError: the product does not fit in 64 bits.
    """
    cdef int64_t product
    check(lib.cmult_checked_multiply(a, b, &product))
    return product
# ANCHOR_END: checked_multiply


def multiply_complex(double complex a, double complex b):
    """Multiply two complex numbers by the schoolbook formula.

    Infinities and nan follow from the formula.

    Args:
        a: a number, of two 64-bit floats if it is complex.
        b: another.

    Returns:
        The product.
    """
    cdef lib.CmultComplex product = lib.cmult_multiply_complex(
        lib.CmultComplex(a.real, a.imag), lib.CmultComplex(b.real, b.imag)
    )
    return complex(product.re, product.im)


def logical_and(bool a not None, bool b not None):
    """Multiply two truth values: true only when both are.

    Args:
        a: a bool.
        b: another.

    Returns:
        Whether both are true.
    """
    return lib.cmult_logical_and(a, b)


# ANCHOR: compound
def compound(double start, double factor, Py_ssize_t times):
    """Multiply ``start`` by ``factor``, ``times`` times, one after the other.

    It takes about a nanosecond each time. Other threads run meanwhile.

    Args:
        start: a number.
        factor: a number.
        times: how many times; not negative.

    Returns:
        The last product, a 64-bit float.
    """
    cdef uint64_t count = to_count(times)
    with nogil:
        start = lib.cmult_compound(start, factor, count)
    return start
# ANCHOR_END: compound
