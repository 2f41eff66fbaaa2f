//! Numbers and truth values: what travels by value.
//!
//! Beside a function, `#[pyfunction]` makes a hidden module of the same name:
//! next to a function `cmult` the crate `cmult` is `::cmult`.

use ::cmult::Complex;
use num_complex::Complex64;
use pyo3::Borrowed;
use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;

use crate::errors::CoreError;

// ANCHOR: f32
/// An argument for an `f32`, rounded to the nearest.
///
/// PyO3's own conversion makes an infinity of 1e300 and says nothing.
pub struct F32(f32);

impl FromPyObject<'_, '_> for F32 {
    type Error = PyErr;
    #[cfg(feature = "stubs")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = f64::INPUT_TYPE;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let double: f64 = value.extract()?;
        let single = double as f32;
        if single.is_infinite() && double.is_finite() {
            return Err(PyOverflowError::new_err("too large for 32 bits"));
        }
        Ok(Self(single))
    }
}
// ANCHOR_END: f32

/// Multiply like ``multiply``, and print a line on standard output.
///
/// The line comes from Rust. It is lost where standard output is closed.
///
/// Args:
///     int_param: an integer of 32 bits; rounded to a 32-bit float first.
///     float_param: a number; rounded to a 32-bit float.
///
/// Returns:
///     The product, a 32-bit float.
///
/// Raises:
///     OverflowError: ``float_param`` is finite, and too large for 32 bits.
#[pyfunction]
pub fn cmult(py: Python<'_>, int_param: i32, float_param: F32) -> f32 {
    // Standard output may be a full pipe, and its reader another thread.
    py.detach(|| ::cmult::cmult(int_param, float_param.0))
}

// ANCHOR: multiply
/// Multiply an integer by a float, in single precision.
///
/// Args:
///     int_param: an integer of 32 bits; rounded to a 32-bit float first.
///     float_param: a number; rounded to a 32-bit float.
///
/// Returns:
///     The product, a 32-bit float.
///
/// Raises:
///     OverflowError: ``float_param`` is finite, and too large for 32 bits.
#[pyfunction]
pub fn multiply(int_param: i32, float_param: F32) -> f32 {
    ::cmult::multiply(int_param, float_param.0)
}
// ANCHOR_END: multiply

/// Multiply two integers.
///
/// Args:
///     a: an integer of 64 bits.
///     b: another.
///
/// Returns:
///     The product.
///
/// Raises:
///     OverflowError: the product does not fit in 64 bits.
#[pyfunction]
pub fn checked_multiply(a: i64, b: i64) -> Result<i64, CoreError> {
    Ok(::cmult::checked_multiply(a, b)?)
}

/// Multiply two complex numbers by the schoolbook formula.
///
/// Infinities and nan follow from the formula.
///
/// Args:
///     a: a number, of two 64-bit floats if it is complex.
///     b: another.
///
/// Returns:
///     The product.
#[pyfunction]
pub fn multiply_complex(a: Complex64, b: Complex64) -> Complex64 {
    let [a, b] = [a, b].map(|Complex64 { re, im }| Complex { re, im });
    let Complex { re, im } = ::cmult::multiply_complex(a, b);
    Complex64 { re, im }
}

/// Multiply two truth values: true only when both are.
///
/// Args:
///     a: a bool.
///     b: another.
///
/// Returns:
///     Whether both are true.
#[pyfunction]
pub fn logical_and(a: bool, b: bool) -> bool {
    ::cmult::logical_and(a, b)
}

/// Long work is done in pieces of so many steps, about ten milliseconds each.
const PIECE: u64 = 1 << 24;

/// Multiply ``start`` by ``factor``, ``times`` times, one after the other.
///
/// It takes about a nanosecond each time. Other threads run meanwhile. Ctrl-C ends it,
/// and so does what ``check`` raises, which is called every ten milliseconds or so.
///
/// Args:
///     start: a number.
///     factor: a number.
///     times: how many times; not negative.
///     check: a function without arguments, or None.
///
/// Returns:
///     The last product, a 64-bit float.
#[pyfunction]
#[pyo3(signature = (start, factor, times, check = None))]
pub fn compound(
    py: Python<'_>,
    mut start: f64,
    factor: f64,
    mut times: u64,
    check: Option<&Bound<'_, PyAny>>,
) -> PyResult<f64> {
    // ANCHOR: compound
    while times > PIECE {
        start = py.detach(|| ::cmult::compound(start, factor, PIECE));
        times -= PIECE;
        py.check_signals()?; // a handler runs here, and may raise
        if let Some(check) = check {
            check.call0()?;
        }
    }
    // Detached from the interpreter: without the GIL, and out of reach of
    // Python objects, which the closure could not even capture.
    Ok(py.detach(|| ::cmult::compound(start, factor, times)))
    // ANCHOR_END: compound
}
