# cython: freethreading_compatible=True
# cython: binding=True, auto_pickle=False, autotestdict=False

"""The compiled half of `cmult_cython`; import the names from there."""

cimport cython

cimport cmult as lib
from buffer cimport borrow, length_of
from convert cimport as_bool, as_complex, as_f32, as_f64, as_i32, as_i64, as_u64, is_real
from cpython.buffer cimport PyBuffer_Release
from cpython.complex cimport PyComplex_FromDoubles
from cpython.unicode cimport PyUnicode_AsUTF8AndSize, PyUnicode_DecodeUTF8
from libc.stdint cimport SIZE_MAX, int32_t, int64_t, uint8_t, uint64_t
from status cimport check


# ANCHOR: cmult
def cmult(int_param, float_param):
    """Multiply like `multiply`, and print a line on standard output.

    The line comes from Rust: `    In cmult : int: 6 float 2.3 returning  13.8`.
    It is lost, and nothing else happens, where standard output is closed.

    Raises:
        TypeError: `int_param` is not an integer, or `float_param` not a number.
        OverflowError: one of them is too large for its 32 bits.
    """
    return lib.cmult(
        as_i32(int_param, "int_param"), as_f32(float_param, "float_param")
    )
# ANCHOR_END: cmult


# ANCHOR: multiply
def multiply(int_param, float_param):
    """Multiply a 32-bit integer by a 32-bit float, in single precision.

    Both are pure numbers. The product is a 32-bit float, widened to Python's.

    Raises:
        TypeError: `int_param` is not an integer, or `float_param` not a number.
        OverflowError: one of them is too large for its 32 bits.
    """
    return lib.cmult_multiply(
        as_i32(int_param, "int_param"), as_f32(float_param, "float_param")
    )
# ANCHOR_END: multiply


# ANCHOR: checked_multiply
def checked_multiply(a, b):
    """Multiply two 64-bit integers.

    Raises:
        TypeError: `a` or `b` is not an integer.
        OverflowError: `a`, `b` or the product does not fit in 64 bits.
    """
    cdef int64_t product
    check(lib.cmult_checked_multiply(as_i64(a, "a"), as_i64(b, "b"), &product))
    return product
# ANCHOR_END: checked_multiply


def multiply_complex(a, b):
    """Multiply two complex numbers by the schoolbook formula.

    Real numbers are taken too, as complex numbers without an imaginary part.

    Raises:
        TypeError: `a` or `b` is not a number.
        OverflowError: an integer does not fit in a 64-bit float.
    """
    cdef lib.CmultComplex product = lib.cmult_multiply_complex(
        as_complex(a, "a"), as_complex(b, "b")
    )
    return PyComplex_FromDoubles(product.re, product.im)


def repeat(text, times):
    """Join `times` copies of a text, of any characters, NUL included.

    Raises:
        TypeError: `text` is not a `str`, or `times` not an integer.
        ValueError: `times` is negative.
        UnicodeEncodeError: `text` holds a lone surrogate, which is no UTF-8.
        OverflowError: the result is longer than memory can be.
        MemoryError: the result does not fit in memory.
    """
    # ANCHOR: repeat
    cdef Py_ssize_t length
    cdef const char *utf8
    cdef lib.CmultText copies
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    # Borrowed from `text`, which outlives the call.
    utf8 = PyUnicode_AsUTF8AndSize(text, &length)
    cdef uint64_t count = as_u64(times, "times")
    if count > SIZE_MAX:
        raise OverflowError("times must fit in this machine's memory")
    check(lib.cmult_text_repeat(<const uint8_t *>utf8, length, count, &copies))
    try:
        return PyUnicode_DecodeUTF8(<char *>copies.data, copies.length, NULL)
    finally:
        lib.cmult_text_free(copies)
    # ANCHOR_END: repeat


def logical_and(a, b):
    """Multiply two truth values: `True` only when both are.

    Raises:
        TypeError: `a` or `b` is not a `bool`.
    """
    return lib.cmult_logical_and(as_bool(a, "a"), as_bool(b, "b"))


def scale_in_place(values, factor):
    """Multiply each element of an array by `factor`, where it lies.

    `values` is any writable C-contiguous buffer of 64-bit floats, of any shape,
    empty ones too. Long arrays are worked on without the GIL: leave them alone
    in other threads meanwhile.

    Raises:
        TypeError: `values` is no buffer of 64-bit floats, or `factor` no number.
        BufferError: `values` is read-only, strided or misaligned.
        OverflowError: `factor` does not fit in a 64-bit float.
    """
    # ANCHOR: scale_in_place
    cdef double number = as_f64(factor, "factor")
    cdef lib.CmultStatus status
    cdef Py_buffer view
    borrow(&view, values, "values", writable=True)
    cdef double *data = <double *>view.buf
    cdef size_t length = length_of(&view)
    try:
        if length < lib.CMULT_LONG_ARRAY:
            status = lib.cmult_array_scale(data, length, number)
        else:
            with nogil:
                status = lib.cmult_array_scale(data, length, number)
        check(status)
    finally:
        PyBuffer_Release(&view)
    # ANCHOR_END: scale_in_place


def dot(a, b):
    """Multiply two arrays element by element and add the products.

    `a` and `b` are C-contiguous buffers of 64-bit floats of the same length, of
    any shape; they may be read-only, empty, or the same. Long arrays are worked
    on without the GIL: do not write to them in other threads meanwhile.

    Raises:
        TypeError: `a` or `b` is no buffer of 64-bit floats.
        BufferError: `a` or `b` is strided or misaligned.
        ValueError: the lengths differ.
    """
    cdef Py_buffer a_view, b_view
    borrow(&a_view, a, "a", writable=False)
    try:
        borrow(&b_view, b, "b", writable=False)
        try:
            return dot_views(&a_view, &b_view)
        finally:
            PyBuffer_Release(&b_view)
    finally:
        PyBuffer_Release(&a_view)


cdef double dot_views(const Py_buffer *a, const Py_buffer *b) except? -1:
    """The work of `dot`, between the borrowing and the giving back."""
    cdef const double *a_data = <const double *>a.buf
    cdef const double *b_data = <const double *>b.buf
    cdef size_t a_length = length_of(a)
    cdef size_t b_length = length_of(b)
    cdef lib.CmultStatus status
    cdef double total = 0.0
    if a_length < lib.CMULT_LONG_ARRAY:
        status = lib.cmult_array_dot(a_data, a_length, b_data, b_length, &total)
    else:
        with nogil:
            status = lib.cmult_array_dot(a_data, a_length, b_data, b_length, &total)
    check(status)
    return total


# ANCHOR: callback
cdef int32_t call_function(
    double value, double *result, void *context
) except -1 with gil:
    """Call the Python function that Rust was given.

    Where it raises, the exception stays set and -1 goes back, which tells Rust
    to stop. Nothing of Python's runs until `check` sees the status and lets the
    exception go on, so it reaches the caller as it was raised.
    """
    answer = (<object>context)(value)
    if not is_real(answer):
        kind = type(answer).__name__
        raise TypeError(f"function must return a number, not {kind}")
    fit = "must return a number that fits in a 64-bit float"
    result[0] = as_f64(answer, "function", fit)
    return 0
# ANCHOR_END: callback


def map_in_place(values, function):
    """Replace each element of an array by `function(element)`, in order.

    `values` is as for `scale_in_place`. The function may read and change the same
    array; it cannot resize it, which is a BufferError in the function.

    Raises:
        TypeError: `values` is no buffer of 64-bit floats, `function` cannot be
            called, or it returned something else than a number.
        BufferError: `values` is read-only, strided or misaligned.
        OverflowError: `function` returned a number that fits in no 64-bit float.
        Exception: what `function` raised. Elements before it stay changed.
    """
    # ANCHOR: map_in_place
    cdef Py_buffer view
    if not callable(function):
        kind = type(function).__name__
        raise TypeError(f"function must be callable, not {kind}")
    borrow(&view, values, "values", writable=True)
    try:
        check(
            lib.cmult_array_map(
                <double *>view.buf,
                length_of(&view),
                # The cast hides `except -1`: Rust sees only a number.
                <lib.CmultMapFunction>call_function,
                <void *>function,
            )
        )
    finally:
        PyBuffer_Release(&view)
    # ANCHOR_END: map_in_place


# Two threads may use one Product: the GIL lets one in at a time, and where Python
# has none, a critical section locks the object.
#
# Without `binding`: with it, `Product.close(None)` takes None for a Product and
# crashes. Python then reads the signatures from the first lines of the docstrings.
@cython.binding(False)
cdef class Product:
    """Product(start=1.0)\n--\n
    A running product that lives in Rust, until `close` or the end of a `with`.

    Raises:
        TypeError: `start` is not a number.
        OverflowError: `start` does not fit in a 64-bit float.
    """

    # ANCHOR: product
    cdef lib.CmultProduct *_product  # NULL when closed

    def __cinit__(self, start=1.0):
        check(lib.cmult_product_new(as_f64(start, "start"), &self._product))

    def __dealloc__(self):
        lib.cmult_product_free(self._product)

    cdef lib.CmultProduct *_open(self) except NULL:
        if self._product is NULL:
            raise ValueError("Product is closed")
        return self._product
    # ANCHOR_END: product

    def multiply_by(self, factor):
        """multiply_by($self, factor)\n--\n
        Multiply the product by `factor`.

        Raises:
            TypeError: `factor` is not a number.
            OverflowError: `factor` does not fit in a 64-bit float.
            ValueError: the Product is closed.
        """
        # ANCHOR: multiply_by
        # First, because `factor.__float__` may do anything, even close `self`.
        cdef double number = as_f64(factor, "factor")
        with cython.critical_section(self):
            check(lib.cmult_product_multiply_by(self._open(), number))
        # ANCHOR_END: multiply_by

    @property
    def value(self):
        """The product so far. Raises ValueError when the Product is closed."""
        cdef double value
        with cython.critical_section(self):
            check(lib.cmult_product_value(self._open(), &value))
        return value

    def close(self):
        """close($self)\n--\n
        Free the memory in Rust. Closing twice does nothing.
        """
        with cython.critical_section(self):
            lib.cmult_product_free(self._product)
            self._product = NULL

    @property
    def closed(self):
        """Whether the Product is closed."""
        return self._product is NULL

    def __enter__(self):
        """Return the Product itself. Raises ValueError when it is closed."""
        self._open()
        return self

    def __exit__(self, *exc_info):
        """Close the Product."""
        self.close()


# ANCHOR: compound
def compound(start, factor, times):
    """Multiply `start` by `factor`, `times` times, one after the other.

    About a nanosecond each time. Other Python threads run meanwhile.

    Raises:
        TypeError: `start` or `factor` is not a number, or `times` not an integer.
        ValueError: `times` is negative.
        OverflowError: an argument does not fit in its 64 bits.
    """
    cdef double result = as_f64(start, "start")
    cdef double step = as_f64(factor, "factor")
    cdef uint64_t count = as_u64(times, "times")
    with nogil:
        result = lib.cmult_compound(result, step, count)
    return result
# ANCHOR_END: compound


def _panic():
    """Panic in Rust, to show what becomes of it.

    Raises:
        RuntimeError: always.
    """
    check(lib.cmult_panic())
