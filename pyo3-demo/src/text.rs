//! Texts: borrowed on the way in, owned on the way out.

use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::convert::{Integer, Text, does_not_fit, to_str, to_times};
use crate::errors::CoreError;

// ANCHOR: repeat
/// Multiply a text: ``times`` copies of it, one after the other.
///
/// Raises:
///     TypeError: ``text`` is not a str, or ``times`` not an integer.
///     ValueError: ``times`` is negative.
///     UnicodeEncodeError: ``text`` has a lone surrogate, which UTF-8 cannot
///         hold.
///     OverflowError: the result would be longer than memory can be.
///     MemoryError: the result does not fit in memory.
#[pyfunction]
pub fn repeat<'py>(
    py: Python<'py>,
    text: Text<'_, 'py>,
    times: Integer<'_, 'py>,
) -> PyResult<Bound<'py, PyString>> {
    let text = to_str(&text, "text")?;
    let times = to_times(&times, "times")?;
    let times =
        usize::try_from(times).map_err(|_| does_not_fit("times", "memory"))?;
    let copies = cmult::repeat(text, times).map_err(CoreError)?;
    // Returning the `String` would do the same, but panic when Python has no
    // memory left for its own copy.
    PyString::from_bytes(py, copies.as_bytes())
}
// ANCHOR_END: repeat
