# Python's numbers become C's: exactly, or with an exception that names the argument.
#
# Cython converts by itself where an argument has a C type, but more loosely than a
# finished binding should: `int` drops the fraction of 6.7, `float` makes 1e300
# infinite. So the arguments stay objects, and these functions convert them.

cimport cmult as lib
from cpython.complex cimport Py_complex
from cpython.long cimport (
    PyLong_AsLongLongAndOverflow,
    PyLong_AsUnsignedLongLong,
)
from cpython.number cimport PyIndex_Check, PyNumber_Index
from libc.math cimport isinf
from libc.stdint cimport int32_t, int64_t, uint64_t

cdef extern from "Python.h":
    # Cython's own declaration says nothing of the exception.
    Py_complex PyComplex_AsCComplex(object value) except *


# ANCHOR: integer
cdef inline object index_of(object value, str name):
    """Return the `int` that something else stands for, by its `__index__`."""
    if PyIndex_Check(value):
        return PyNumber_Index(value)
    raise TypeError(f"{name} must be an integer, not {type(value).__name__}")


cdef inline int32_t as_i32(object value, str name) except? -1:
    """Convert to a 32-bit signed integer."""
    cdef int overflow = 0
    if not isinstance(value, int):
        return as_i32(index_of(value, name), name)
    cdef int64_t number = PyLong_AsLongLongAndOverflow(value, &overflow)
    if overflow or number != <int32_t>number:
        raise OverflowError(f"{name} must fit in a 32-bit signed integer")
    return <int32_t>number
# ANCHOR_END: integer


cdef inline int64_t as_i64(object value, str name) except? -1:
    """Convert to a 64-bit signed integer."""
    cdef int overflow = 0
    if not isinstance(value, int):
        return as_i64(index_of(value, name), name)
    cdef int64_t number = PyLong_AsLongLongAndOverflow(value, &overflow)
    if overflow:
        raise OverflowError(f"{name} must fit in a 64-bit signed integer")
    return number


cdef inline uint64_t as_u64(object value, str name) except? <uint64_t>-1:
    """Convert to a 64-bit unsigned integer."""
    cdef int overflow = 0
    if not isinstance(value, int):
        return as_u64(index_of(value, name), name)
    cdef int64_t number = PyLong_AsLongLongAndOverflow(value, &overflow)
    if number < 0 and overflow <= 0:
        raise ValueError(f"{name} must not be negative")
    if not overflow:
        return number
    try:
        return PyLong_AsUnsignedLongLong(value)
    except OverflowError:
        message = f"{name} must fit in a 64-bit unsigned integer"
        raise OverflowError(message) from None


# ANCHOR: float
cdef inline double as_f64(
    object value, str name, str fit="must fit in a 64-bit float"
) except? -1:
    """Convert to a 64-bit float: floats, integers, `__float__`, `__index__`."""
    if isinstance(value, float):
        return value
    return other_as_f64(value, name, fit)


cdef inline double other_as_f64(object value, str name, str fit) except? -1:
    """Convert what is no float. On its own, to keep the common case short."""
    cdef double number
    if hasattr(type(value), "__float__"):
        try:
            number = value  # Cython calls it
        except OverflowError:
            if type(value).__float__ is not int.__float__:
                raise  # what the object's own method raised is its own affair
            raise OverflowError(f"{name} {fit}") from None
        return number
    if PyIndex_Check(value):
        return other_as_f64(PyNumber_Index(value), name, fit)
    raise TypeError(f"{name} must be a number, not {type(value).__name__}")
# ANCHOR_END: float


# ANCHOR: single
cdef inline float as_f32(object value, str name) except? -1:
    """Convert to a 32-bit float; what is infinite already may stay so."""
    cdef double number = as_f64(value, name)
    cdef float rounded = <float>number
    if isinf(rounded) and not isinf(number):
        raise OverflowError(f"{name} must fit in a 32-bit float")
    return rounded
# ANCHOR_END: single


cdef inline lib.CmultComplex as_complex(object value, str name) except *:
    """Convert to a complex number: complex ones, `__complex__`, or a real number."""
    cdef lib.CmultComplex number
    cdef Py_complex parts
    if isinstance(value, complex) or hasattr(type(value), "__complex__"):
        parts = PyComplex_AsCComplex(value)
        number.re, number.im = parts.real, parts.imag
    elif is_real(value):
        number.re = as_f64(value, name, "must fit in 64-bit floats")
        number.im = 0.0
    else:
        kind = type(value).__name__
        raise TypeError(f"{name} must be a complex number, not {kind}")
    return number


cdef inline bint is_real(object value):
    """Tell whether `as_f64` takes a value of this type."""
    return (
        isinstance(value, (float, int))
        or hasattr(type(value), "__float__")
        or PyIndex_Check(value)
    )


cdef inline bint as_bool(object value, str name) except? -1:
    """Convert a `bool`; nothing else is true or false enough."""
    if value is True:
        return True
    if value is False:
        return False
    raise TypeError(f"{name} must be a bool, not {type(value).__name__}")
