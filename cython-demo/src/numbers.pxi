# Numbers: the types in the signatures convert the arguments. What they would cut, a few
# lines here refuse.


# ANCHOR: integer
# A `Py_ssize_t` comes from `__index__`, which 6.7 has not. For every other
# integer type Cython asks for `__int__`, and 6.7 becomes 6.
cdef inline int32_t to_i32(Py_ssize_t value) except? -1 nogil:
    if value != <int32_t>value:
        raise OverflowError("the integer does not fit in 32 bits")
    return <int32_t>value
# ANCHOR_END: integer


# ANCHOR: single
# To a C compiler, infinity is a fine result of narrowing.
cdef inline float to_f32(double value) except? -1 nogil:
    if isinf(<float>value) and not isinf(value):
        raise OverflowError("the number is too large for a 32-bit float")
    return <float>value
# ANCHOR_END: single


cdef inline Py_ssize_t to_count(Py_ssize_t times) except -1 nogil:
    if times < 0:
        raise OverflowError("times must not be negative")
    return times


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
    cdef float product
    with nogil:  # writing takes as long as the reader of the pipe likes
        product = lib.cmult(to_i32(int_param), to_f32(float_param))
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


# Long work is done in pieces of so many steps, about ten milliseconds each.
cdef enum:
    PIECE = 16_777_216


def compound(double start, double factor, Py_ssize_t times, check=None):
    """Multiply ``start`` by ``factor``, ``times`` times, one after the other.

    It takes about a nanosecond each time. Other threads run meanwhile. Ctrl-C ends it,
    and so does what ``check`` raises, which is called every ten milliseconds or so.

    Args:
        start: a number.
        factor: a number.
        times: how many times; not negative.
        check: a function without arguments, or None.

    Returns:
        The last product, a 64-bit float.
    """
    # ANCHOR: compound
    cdef Py_ssize_t left = to_count(times)
    while left > PIECE:
        with nogil:
            start = lib.cmult_compound(start, factor, PIECE)
        left -= PIECE
        PyErr_CheckSignals()  # a handler runs here, and may raise
        if check is not None:
            check()
    with nogil:
        start = lib.cmult_compound(start, factor, left)
    return start
    # ANCHOR_END: compound
