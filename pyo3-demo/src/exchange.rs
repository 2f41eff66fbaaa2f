//! An array that Rust owns, handed to others without a copy: by `DLPack` and by Arrow.
//!
//! Both standards put the address of a struct of C into a capsule. Who takes one is
//! told by the struct how to give it back: by a function of ours, which frees what
//! Rust made. Nothing less than `unsafe` can say so.

#![allow(unsafe_code)]

mod arrow;
mod dlpack;

use std::ptr;
use std::sync::Arc;

use pyo3::exceptions::PyBufferError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::errors::CoreError;

/// What all that have the array hold together. Nobody changes it.
struct Shared {
    values: Vec<f64>,
    shape: [i64; 1],
    strides: [i64; 1],
}

impl Shared {
    fn new(values: Vec<f64>) -> Arc<Self> {
        // No Vec is longer than isize::MAX bytes.
        let shape = [values.len() as i64];
        let strides = [1];
        Arc::new(Self {
            values,
            shape,
            strides,
        })
    }

    /// Where the values are. Both standards want NULL for none.
    fn data(&self) -> *const f64 {
        if self.values.is_empty() {
            return ptr::null();
        }
        self.values.as_ptr()
    }
}

/// The powers of a number, in an array that lives in Rust and never changes.
///
/// DLPack and Arrow hand it to others without a copy. Each of them may outlive this
/// object: the last one frees the array.
///
/// Args:
///     factor: a number.
///     length: how many powers; the first is 1.
///
/// Raises:
///     MemoryError: the array does not fit in memory.
#[pyclass(frozen, module = "cmult_pyo3.exchange")]
pub struct Powers(Arc<Shared>);

const CPU: (i32, i32) = (1, 0); // as DLPack numbers its devices

#[pymethods]
impl Powers {
    #[new]
    fn new(
        py: Python<'_>,
        factor: f64,
        length: usize,
    ) -> Result<Self, CoreError> {
        let values = py.detach(|| cmult::powers(factor, length))?;
        Ok(Self(Shared::new(values)))
    }

    /// Return the number of elements.
    fn __len__(&self) -> usize {
        self.0.values.len()
    }

    /// Return where the array lies, in DLPack's numbers: the first CPU.
    fn __dlpack_device__(&self) -> (i32, i32) {
        CPU
    }

    /// Return a capsule with a DLPack tensor: read-only, or a copy.
    #[pyo3(signature = (
        *, stream = None, max_version = None, dl_device = None, copy = None
    ))]
    fn __dlpack__<'py>(
        &self,
        py: Python<'py>,
        stream: Option<&Bound<'py, PyAny>>,
        max_version: Option<(u32, u32)>,
        dl_device: Option<(i32, i32)>,
        copy: Option<bool>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        if stream.is_some() || dl_device.is_some_and(|device| device != CPU) {
            let message =
                "the array is in the memory of the CPU, without streams";
            return Err(PyBufferError::new_err(message));
        }
        // ANCHOR: dlpack
        if max_version.is_some_and(|(major, _minor)| major >= 1) {
            return if copy == Some(true) {
                dlpack::versioned(py, self.copied()?, dlpack::IS_COPIED)
            } else {
                dlpack::versioned(py, Arc::clone(&self.0), dlpack::READ_ONLY)
            };
        }
        // Before version 1.0 nothing says "read-only": so it is a copy, to write to.
        if copy == Some(false) {
            let message = "without a copy it is read-only: ask for version 1.0";
            return Err(PyBufferError::new_err(message));
        }
        dlpack::unversioned(py, self.copied()?)
        // ANCHOR_END: dlpack
    }

    /// Return a capsule with Arrow's description of 64-bit floats.
    fn __arrow_c_schema__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        arrow::schema(py)
    }

    /// Return two capsules: Arrow's description, and its array.
    ///
    /// It is always of 64-bit floats: a request for others is not met.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        Ok((arrow::schema(py)?, arrow::array(py, Arc::clone(&self.0))?))
    }
}

impl Powers {
    fn copied(&self) -> Result<Arc<Shared>, CoreError> {
        Ok(Shared::new(cmult::copy(&self.0.values)?))
    }
}
