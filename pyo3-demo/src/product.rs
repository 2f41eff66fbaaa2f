//! An object that lives in Rust and belongs to Python.

use std::sync::{Mutex, MutexGuard};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::{PyTuple, PyType};

/// A running product, kept in Rust.
///
/// Use it in a with statement, or close it: afterwards using it is a ValueError, as
/// with a file. Threads may share it. It is copied and pickled by its value.
///
/// Args:
///     start: a number.
// Frozen: PyO3 hands out only `&self`, and the lock says who may write. Without
// it, a second thread that comes at the wrong moment gets a RuntimeError,
// "Already borrowed".
#[pyclass(frozen, module = "cmult_pyo3")]
pub struct Product(Mutex<Option<cmult::Product>>);

impl Product {
    fn lock(&self, py: Python<'_>) -> MutexGuard<'_, Option<cmult::Product>> {
        // Lets go of the GIL while it waits: who has the lock may wait for it.
        self.0.lock_py_attached(py).expect("nobody panics with it")
    }
}

fn is_closed() -> PyErr {
    PyValueError::new_err("Product is closed")
}

#[pymethods]
impl Product {
    #[new]
    #[pyo3(signature = (start = 1.0))]
    fn new(start: f64) -> Self {
        Self(Mutex::new(Some(cmult::Product::new(start))))
    }

    /// Multiply the product by ``factor``.
    ///
    /// Args:
    ///     factor: a number.
    ///
    /// Raises:
    ///     ValueError: the product is closed.
    fn multiply_by(&self, py: Python<'_>, factor: f64) -> PyResult<()> {
        // The factor is converted by now, and no Python code runs any more.
        let mut product = self.lock(py);
        product.as_mut().ok_or_else(is_closed)?.multiply_by(factor);
        Ok(())
    }

    /// The product so far; a ValueError when it is closed.
    #[getter]
    fn value(&self, py: Python<'_>) -> PyResult<f64> {
        Ok(self.lock(py).as_ref().ok_or_else(is_closed)?.value())
    }

    /// Close the product. Closing twice is harmless.
    fn close(&self, py: Python<'_>) {
        *self.lock(py) = None;
    }

    /// Whether the product is closed.
    #[getter]
    fn closed(&self, py: Python<'_>) -> bool {
        self.lock(py).is_none()
    }

    /// Return the product itself; a ValueError when it is closed.
    fn __enter__(slf: Bound<'_, Self>) -> PyResult<Bound<'_, Self>> {
        slf.get().value(slf.py())?;
        Ok(slf)
    }

    /// Close the product.
    #[pyo3(signature = (*_exception: "object"))]
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, PyTuple>) {
        self.close(py);
    }

    // ANCHOR: reduce
    /// Return how to make another product of the same value.
    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyType>, (f64,))> {
        Ok((slf.get_type(), (slf.get().value(slf.py())?,)))
    }
    // ANCHOR_END: reduce
}
