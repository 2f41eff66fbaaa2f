//! An object that lives in Rust and belongs to Python.

use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::Borrowed;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::PyTuple;

#[cfg(feature = "stubs")]
use crate::convert::NUMBER;
use crate::convert::{Number, to_f64};

// ANCHOR: class
/// A running product, kept in Rust.
///
/// Use it in a with statement, or close it: afterwards it is empty, and using
/// it is a ValueError, as with a file. Threads may share it.
///
/// Raises:
///     TypeError: ``start`` is not a number.
///     OverflowError: ``start`` does not fit in a 64-bit float.
// Frozen: PyO3 hands out only `&self`, and the lock says who may write. Without
// it, a second thread that comes at the wrong moment gets a RuntimeError,
// "Already borrowed".
#[pyclass(frozen, module = "cmult_pyo3")]
pub struct Product {
    open: Mutex<Option<cmult::Product>>,
}
// ANCHOR_END: class

// ANCHOR: lock
impl Product {
    /// Runs `action` on the product, unless it is closed.
    fn with<T>(
        &self,
        py: Python<'_>,
        action: impl FnOnce(&mut cmult::Product) -> T,
    ) -> PyResult<T> {
        match self.lock(py).as_mut() {
            Some(product) => Ok(action(product)),
            None => Err(PyValueError::new_err("Product is closed")),
        }
    }

    fn lock(&self, py: Python<'_>) -> MutexGuard<'_, Option<cmult::Product>> {
        // Lets go of the GIL while it waits: the thread that has the lock may
        // be waiting for the GIL. A poisoned lock is nothing to fear: what it
        // guards is one number.
        self.open
            .lock_py_attached(py)
            .unwrap_or_else(PoisonError::into_inner)
    }
}
// ANCHOR_END: lock

/// The argument of `Product`, a type of its own to have a default.
///
/// Nothing is converted yet: to what goes wrong in `extract`, PyO3 adds a note.
struct Start<'a, 'py>(Option<Number<'a, 'py>>);

impl<'a, 'py> FromPyObject<'a, 'py> for Start<'a, 'py> {
    type Error = Infallible;
    #[cfg(feature = "stubs")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = NUMBER;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Self(Some(value.extract()?)))
    }
}

// ANCHOR: methods
#[pymethods]
impl Product {
    #[new]
    #[pyo3(signature = (start = Start(None)), text_signature = "(start=1.0)")]
    fn new(start: Start) -> PyResult<Self> {
        let start = start.0.map_or(Ok(1.0), |given| to_f64(&given, "start"))?;
        Ok(Self {
            open: Mutex::new(Some(cmult::Product::new(start))),
        })
    }

    /// Multiply the product by ``factor``.
    ///
    /// Raises:
    ///     TypeError: ``factor`` is not a number.
    ///     OverflowError: ``factor`` does not fit in a 64-bit float.
    ///     ValueError: the product is closed.
    fn multiply_by(&self, py: Python<'_>, factor: Number) -> PyResult<()> {
        // Before the lock is taken: the conversion may run any Python code,
        // and that code may use or close this very product.
        let factor = to_f64(&factor, "factor")?;
        self.with(py, |product| product.multiply_by(factor))
    }

    // ANCHOR_END: methods

    /// The product so far; a ValueError when it is closed.
    #[getter]
    fn value(&self, py: Python<'_>) -> PyResult<f64> {
        self.with(py, |product| product.value())
    }

    /// Free the product. Closing twice is harmless.
    fn close(&self, py: Python<'_>) {
        *self.lock(py) = None;
    }

    /// Whether the product is closed.
    #[getter]
    fn closed(&self, py: Python<'_>) -> bool {
        self.lock(py).is_none()
    }

    // ANCHOR: context
    /// Give the product itself; a ValueError when it is closed.
    fn __enter__<'a, 'py>(
        slf: &'a Bound<'py, Self>,
    ) -> PyResult<&'a Bound<'py, Self>> {
        slf.get().with(slf.py(), |_| slf)
    }

    /// Close the product.
    #[pyo3(signature = (*_args: "object"))]
    fn __exit__(&self, py: Python<'_>, _args: &Bound<'_, PyTuple>) {
        self.close(py);
    }
    // ANCHOR_END: context
}
