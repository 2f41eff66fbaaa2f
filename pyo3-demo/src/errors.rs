//! Errors: from core's enum to Python's built-in exceptions.

use pyo3::exceptions::{
    PyMemoryError, PyOverflowError, PyRuntimeError, PyValueError,
};
use pyo3::prelude::*;

/// [`cmult::Error`] on its way to Python.
///
/// A type of our own, because neither `cmult::Error` nor `PyErr` is ours, and
/// Rust lets nobody implement a foreign trait between two foreign types.
// ANCHOR: errors
pub struct CoreError(cmult::Error);

impl From<cmult::Error> for CoreError {
    fn from(error: cmult::Error) -> Self {
        Self(error)
    }
}

impl From<CoreError> for PyErr {
    fn from(CoreError(error): CoreError) -> Self {
        let message = error.to_string();
        match error {
            cmult::Error::IntegerOverflow | cmult::Error::TextTooLong => {
                PyOverflowError::new_err(message)
            }
            cmult::Error::LengthMismatch => PyValueError::new_err(message),
            cmult::Error::OutOfMemory => PyMemoryError::new_err(message),
            // The enum may grow: what is new here is still an exception.
            _ => PyRuntimeError::new_err(message),
        }
    }
}
// ANCHOR_END: errors
