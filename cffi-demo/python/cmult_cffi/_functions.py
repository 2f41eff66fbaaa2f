"""The functions that take and return plain values."""

from __future__ import annotations

from cmult_cffi._convert import (
    F32_LIMIT,
    ComplexNumber,
    Integer,
    Number,
    to_bool,
    to_bytes,
    to_complex,
    to_f32,
    to_f64,
    to_i32,
    to_i64,
    to_u64,
)
from cmult_cffi._native import ffi, lib
from cmult_cffi._status import check


# ANCHOR: cmult
def cmult(int_param: Integer, float_param: Number) -> float:
    """Multiply in single precision, and print a line about it.

    Raises:
        TypeError: an argument is not a number of its kind.
        OverflowError: an argument does not fit in 32 bits.
    """
    integer = to_i32(int_param, "int_param")
    return lib.cmult(integer, to_f32(float_param, "float_param"))


# ANCHOR_END: cmult

# One look-up less in each call.
_multiply = lib.cmult_multiply


# ANCHOR: multiply
def multiply(int_param: Integer, float_param: Number) -> float:
    """Multiply in single precision: `cmult` without the line.

    Raises:
        TypeError: an argument is not a number of its kind.
        OverflowError: an argument does not fit in 32 bits.
    """
    # Nearly every call passes an int and a float that fit. CFFI is right about
    # those, and three comparisons cost less than two function calls.
    if (
        type(int_param) is int
        and type(float_param) is float
        and -F32_LIMIT < float_param < F32_LIMIT
    ):
        try:
            return _multiply(int_param, float_param)
        except OverflowError:
            pass  # int_param is too large: below is the message that says so
    integer = to_i32(int_param, "int_param")
    return _multiply(integer, to_f32(float_param, "float_param"))


# ANCHOR_END: multiply


# ANCHOR: checked_multiply
def checked_multiply(a: Integer, b: Integer) -> int:
    """Multiply two integers.

    Raises:
        TypeError: an argument is not an integer.
        OverflowError: an argument or the product does not fit in 64 bits.
    """
    product = ffi.new("int64_t *")
    check(lib.cmult_checked_multiply(to_i64(a, "a"), to_i64(b, "b"), product))
    return int(product[0])


# ANCHOR_END: checked_multiply


# ANCHOR: multiply_complex
def multiply_complex(a: ComplexNumber, b: ComplexNumber) -> complex:
    """Multiply complex numbers by the schoolbook formula, in double precision.

    Raises:
        TypeError: an argument is not a number.
        OverflowError: an argument is an integer too large for a float.
    """
    product = lib.cmult_multiply_complex(to_complex(a, "a"), to_complex(b, "b"))
    return complex(product.re, product.im)


# ANCHOR_END: multiply_complex


def logical_and(a: bool, b: bool) -> bool:
    """Multiply truth values: true only when both are.

    Raises:
        TypeError: an argument is neither True nor False.
    """
    return lib.cmult_logical_and(to_bool(a, "a"), to_bool(b, "b"))


# ANCHOR: repeat
def repeat(text: str, times: Integer) -> str:
    """Multiply a text: `times` copies, one after the other.

    Raises:
        TypeError: `text` is not a str, `times` not an integer.
        ValueError: `times` is negative.
        UnicodeEncodeError: `text` holds half a surrogate pair.
        OverflowError: no memory could be as long as the result.
        MemoryError: this memory is not as long as the result.
    """
    data = to_bytes(text, "text")
    count = to_u64(times, "times")
    repeated = ffi.new("CmultText *")  # zeros, which is no text yet
    try:
        # Rust borrows the memory of the bytes object: nothing is copied here.
        check(lib.cmult_text_repeat(data, len(data), count, repeated))
        return str(ffi.buffer(repeated.data, repeated.length), "utf-8")
    finally:
        # `repeated` is Python's to free, the bytes it points to are Rust's.
        lib.cmult_text_free(repeated[0])


# ANCHOR_END: repeat


def compound(start: Number, factor: Number, times: Integer) -> float:
    """Multiply `start` by `factor`, `times` times: a nanosecond each.

    Raises:
        TypeError: an argument is not a number of its kind.
        ValueError: `times` is negative.
        OverflowError: an argument does not fit in 64 bits.
    """
    # CFFI releases the GIL in every call. Here it pays: other threads run.
    return lib.cmult_compound(
        to_f64(start, "start"), to_f64(factor, "factor"), to_u64(times, "times")
    )


def _panic() -> None:
    """Make Rust panic, which arrives here as a RuntimeError."""
    check(lib.cmult_panic())
