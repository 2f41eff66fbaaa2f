//! `my-package-core` for Python.

// ANCHOR: module
/// The compiled part of my_package.
#[pyo3::pymodule]
mod _native {
    use my_package_core::Error;
    use pyo3::exceptions::PyOverflowError;
    use pyo3::prelude::*;

    /// Add two integers.
    ///
    /// Args:
    ///     a: an integer of 64 bits.
    ///     b: another.
    ///
    /// Raises:
    ///     OverflowError: an argument or the sum does not fit in 64 bits.
    #[pyfunction]
    fn add(a: i64, b: i64) -> PyResult<i64> {
        my_package_core::add(a, b).map_err(|error| match error {
            Error::Overflow => PyOverflowError::new_err(error.to_string()),
        })
    }
}
// ANCHOR_END: module
