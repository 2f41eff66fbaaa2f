//! Numbers and truth values: what travels by value.
//!
//! Beside a function, `#[pyfunction]` makes a hidden module of the same name:
//! next to a function `cmult` the crate `cmult` is `::cmult`.

use num_complex::Complex64;
use pyo3::prelude::*;

use crate::convert::{ComplexNumber, Integer, Number, Truth};
use crate::convert::{
    to_bool, to_complex, to_f32, to_f64, to_i32, to_i64, to_times,
};
use crate::errors::CoreError;

// ANCHOR: cmult
/// Multiply an integer by a float, in single precision, and print a line.
///
/// Rust prints it on the standard output of the process:
/// ``    In cmult : int: 6 float 2.3 returning  13.8``. When standard output is
/// closed or broken, the line is lost and the product is still returned.
///
/// Raises:
///     TypeError: ``int_param`` is not an integer, or ``float_param`` not a
///         number.
///     OverflowError: ``int_param`` does not fit in a 32-bit signed integer, or
///         ``float_param`` not in a 32-bit float.
#[pyfunction]
pub fn cmult(int_param: Integer, float_param: Number) -> PyResult<f32> {
    let int_param = to_i32(&int_param, "int_param")?;
    let float_param = to_f32(&float_param, "float_param")?;
    Ok(::cmult::cmult(int_param, float_param))
}
// ANCHOR_END: cmult

// ANCHOR: multiply
/// Multiply an integer by a float, in single precision.
///
/// ``int_param`` is rounded to the nearest 32-bit float first.
///
/// Raises:
///     TypeError: ``int_param`` is not an integer, or ``float_param`` not a
///         number.
///     OverflowError: ``int_param`` does not fit in a 32-bit signed integer, or
///         ``float_param`` not in a 32-bit float.
#[pyfunction]
pub fn multiply(int_param: Integer, float_param: Number) -> PyResult<f32> {
    let int_param = to_i32(&int_param, "int_param")?;
    let float_param = to_f32(&float_param, "float_param")?;
    Ok(::cmult::multiply(int_param, float_param))
}
// ANCHOR_END: multiply

// ANCHOR: checked_multiply
/// Multiply two 64-bit signed integers.
///
/// Raises:
///     TypeError: an argument is not an integer.
///     OverflowError: an argument or the product does not fit in 64 bits.
#[pyfunction]
pub fn checked_multiply(a: Integer, b: Integer) -> PyResult<i64> {
    let product = ::cmult::checked_multiply(to_i64(&a, "a")?, to_i64(&b, "b")?);
    Ok(product.map_err(CoreError)?)
}
// ANCHOR_END: checked_multiply

// ANCHOR: multiply_complex
/// Multiply two complex numbers by the schoolbook formula.
///
/// Infinities and nan follow from the formula.
///
/// Raises:
///     TypeError: an argument is not a number; a str is not parsed.
///     OverflowError: an argument does not fit in 64-bit floats.
#[pyfunction]
pub fn multiply_complex(
    a: ComplexNumber,
    b: ComplexNumber,
) -> PyResult<Complex64> {
    let product =
        ::cmult::multiply_complex(to_complex(&a, "a")?, to_complex(&b, "b")?);
    Ok(Complex64::new(product.re, product.im))
}
// ANCHOR_END: multiply_complex

// ANCHOR: logical_and
/// Multiply two truth values: true only when both are.
///
/// Raises:
///     TypeError: an argument is not True or False.
#[pyfunction]
pub fn logical_and(a: Truth, b: Truth) -> PyResult<bool> {
    Ok(::cmult::logical_and(to_bool(&a, "a")?, to_bool(&b, "b")?))
}
// ANCHOR_END: logical_and

// ANCHOR: compound
/// Multiply ``start`` by ``factor``, ``times`` times.
///
/// Takes about a nanosecond each time, during which other threads run.
///
/// Raises:
///     TypeError: an argument is not a number, or ``times`` not an integer.
///     ValueError: ``times`` is negative.
///     OverflowError: an argument does not fit in 64 bits.
#[pyfunction]
pub fn compound(
    py: Python<'_>,
    start: Number,
    factor: Number,
    times: Integer,
) -> PyResult<f64> {
    let start = to_f64(&start, "start")?;
    let factor = to_f64(&factor, "factor")?;
    let times = to_times(&times, "times")?;
    // Detached from the interpreter: without the GIL, and out of reach of
    // Python objects, which the closure could not even capture.
    Ok(py.detach(|| ::cmult::compound(start, factor, times)))
}
// ANCHOR_END: compound

/// Panic in Rust, to see what becomes of it.
///
/// Raises:
///     pyo3_runtime.PanicException: always. It is no Exception, only a
///         BaseException: a panic is a bug, and ``except Exception`` must not
///         hide it.
#[pyfunction(name = "_panic")]
pub fn panic() {
    ::cmult::panic_on_purpose();
}
