# cython: auto_pickle=False, autotestdict=False, freethreading_compatible=True

"""What a first attempt gives: C types in the signatures, and Cython does the rest.

What is missing: numbers are cut and rounded in silence, every status is dropped, a
callback's exception is printed and forgotten, the GIL is never released, and nobody
frees the text that `repeat` got from Rust.
"""

from libc.stdint cimport int32_t, int64_t, uint8_t, uint64_t
from libc.string cimport strlen

cimport cmult as lib


# ANCHOR: multiply
def cmult(int int_param, float float_param):
    """Call `cmult` with what Cython makes of the arguments."""
    return lib.cmult(int_param, float_param)


def multiply(int int_param, float float_param):
    """Call `cmult_multiply` with what Cython makes of the arguments."""
    return lib.cmult_multiply(int_param, float_param)
# ANCHOR_END: multiply


def checked_multiply(int64_t a, int64_t b):
    """Call `cmult_checked_multiply`; nobody looks at the status."""
    cdef int64_t product = 0
    lib.cmult_checked_multiply(a, b, &product)
    return product


def multiply_complex(lib.CmultComplex a, lib.CmultComplex b):
    """Call `cmult_multiply_complex`: a C structure is a `dict` to Cython."""
    return lib.cmult_multiply_complex(a, b)


# ANCHOR: repeat
def repeat(const char *text, size_t times):
    """Call `cmult_text_repeat`: bytes up to the first NUL, bytes out."""
    cdef lib.CmultText copies = lib.CmultText(NULL, 0)
    lib.cmult_text_repeat(<const uint8_t *>text, strlen(text), times, &copies)
    return copies.data[:copies.length]  # a copy: Rust's text is never freed
# ANCHOR_END: repeat


def logical_and(bint a, bint b):
    """Call `cmult_logical_and` with the truth of the arguments."""
    return lib.cmult_logical_and(a, b)


def scale_in_place(double[::1] values, double factor):
    """Call `cmult_array_scale` on a memoryview."""
    lib.cmult_array_scale(&values[0], values.shape[0], factor)


def dot(double[::1] a, double[::1] b):
    """Call `cmult_array_dot` on two memoryviews; nobody looks at the status."""
    cdef double total = 0.0
    lib.cmult_array_dot(&a[0], a.shape[0], &b[0], b.shape[0], &total)
    return total


# ANCHOR: callback
cdef int32_t call_function(
    double value, double *result, void *context
) noexcept with gil:
    # An exception here is printed, no more.
    result[0] = (<object>context)(value)
    return 0


def map_in_place(double[::1] values, function):
    """Call `cmult_array_map` with a Python function."""
    lib.cmult_array_map(
        &values[0], values.shape[0], call_function, <void *>function
    )
# ANCHOR_END: callback


cdef class Product:
    """A running product that lives in Rust until Python collects it."""

    cdef lib.CmultProduct *_product

    def __cinit__(self, double start=1.0):
        lib.cmult_product_new(start, &self._product)

    def __dealloc__(self):
        lib.cmult_product_free(&self._product)

    def multiply_by(self, double factor):
        """Call `cmult_product_multiply_by`."""
        lib.cmult_product_multiply_by(self._product, factor)

    @property
    def value(self):
        """Call `cmult_product_value`."""
        cdef double value = 0.0
        lib.cmult_product_value(self._product, &value)
        return value


def compound(double start, double factor, uint64_t times):
    """Call `cmult_compound`, holding the GIL."""
    return lib.cmult_compound(start, factor, times)


def panic():
    """Call `cmult_panic` and return its status."""
    return lib.cmult_panic()
