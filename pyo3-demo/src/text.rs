//! Texts: borrowed on the way in, owned on the way out.

use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::errors::CoreError;

/// Multiply a text: ``times`` copies of it, one after the other.
///
/// Args:
///     text: a str of any characters that UTF-8 has, NUL included.
///     times: how many copies; not negative.
///
/// Returns:
///     The copies, as one new str.
///
/// Raises:
///     UnicodeEncodeError: ``text`` has a lone surrogate, which UTF-8 has not.
///     OverflowError: the result would be longer than memory can be.
///     MemoryError: the result does not fit in memory.
#[pyfunction]
pub fn repeat<'py>(
    py: Python<'py>,
    text: &str,
    times: usize,
) -> PyResult<Bound<'py, PyString>> {
    let copies = cmult::repeat(text, times).map_err(CoreError::from)?;
    // Returning the `String` would do the same, but panic when Python has no
    // memory left for its own copy.
    PyString::from_bytes(py, copies.as_bytes())
}
