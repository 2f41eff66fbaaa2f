//! The caller's memory as a Rust slice.
//!
//! Safe PyO3 can copy a buffer (`PyBuffer::to_vec`) but not lend it: the slices
//! that `PyBuffer<f64>` used to give are deprecated as unsound, because Rust
//! cannot see who else writes to the memory. Somebody has to promise. This file
//! does, and keeps the promise as small as it can.
//!
//! It builds on `PyUntypedBuffer`, which holds the export. The format is
//! compared here: in PyO3 0.30, `PyBuffer<f64>` takes big-endian floats for
//! little-endian ones, and refuses those that are.

#![allow(unsafe_code)]

use std::cell::Cell;
use std::ffi::CStr;
use std::ptr::NonNull;

use pyo3::Borrowed;
use pyo3::buffer::PyUntypedBuffer;
use pyo3::exceptions::{PyBufferError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyMemoryView;
#[cfg(feature = "stubs")]
use pyo3::{inspect::PyStaticExpr, type_hint_identifier};

/// How an exporter may say "a 64-bit float in this machine's byte order".
#[cfg(target_endian = "little")]
const FORMATS: [&CStr; 4] = [c"d", c"@d", c"=d", c"<d"];
#[cfg(target_endian = "big")]
const FORMATS: [&CStr; 4] = [c"d", c"@d", c"=d", c">d"];

/// An argument: a view of somebody's 64-bit floats, side by side, to read.
///
/// While it lives, the owner can neither free the memory nor move it: a
/// `bytearray` or `array` that is asked to grow raises `BufferError`.
pub struct Doubles(PyUntypedBuffer);

impl FromPyObject<'_, '_> for Doubles {
    type Error = PyErr;
    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr =
        type_hint_identifier!("typing_extensions", "Buffer");

    fn extract(values: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let py = values.py();
        let view = match PyUntypedBuffer::get(&values) {
            // ctypes leaves out the strides, which say nothing. PyO3 asks for
            // them, and a memoryview adds them.
            Err(error) if error.is_instance_of::<PyBufferError>(py) => {
                PyUntypedBuffer::get(PyMemoryView::from(&values)?.as_any())?
            }
            view => view?,
        };
        let format = view.format();
        if !FORMATS.contains(&format) {
            let message = format!("buffer of format {format:?}, not \"d\"");
            return Err(PyTypeError::new_err(message));
        }
        let this = Self(view);
        let aligned = this.floats().cast::<f64>().is_aligned();
        if !(aligned && this.0.is_c_contiguous()) {
            return Err(PyBufferError::new_err("not C-contiguous and aligned"));
        }
        Ok(this)
    }
}

impl Doubles {
    fn floats(&self) -> NonNull<[f64]> {
        let len = self.0.len_bytes() / size_of::<f64>();
        // An empty array may point anywhere, or nowhere.
        let start = NonNull::new(self.0.buf_ptr().cast())
            .filter(|_| len > 0)
            .unwrap_or(NonNull::dangling());
        NonNull::slice_from_raw_parts(start, len)
    }

    // ANCHOR: as_slice
    /// Lends the floats to code that only reads them.
    ///
    /// The function that borrows must not run Python code meanwhile. Other
    /// threads must leave the array alone, as with every array library: Python
    /// has no lock for the contents of a buffer.
    pub fn as_slice(&self) -> &[f64] {
        // SAFETY: checked in `extract`; the export in `self` keeps the memory
        // alive and in its place; any bits are a float; nobody writes, see above.
        unsafe { self.floats().as_ref() }
    }
    // ANCHOR_END: as_slice
}

/// An argument: a view of somebody's 64-bit floats, side by side, to change.
pub struct DoublesMut(Doubles);

impl FromPyObject<'_, '_> for DoublesMut {
    type Error = PyErr;
    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = Doubles::INPUT_TYPE;

    fn extract(values: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let doubles: Doubles = values.extract()?;
        if doubles.0.readonly() {
            return Err(PyBufferError::new_err("read-only buffer"));
        }
        Ok(Self(doubles))
    }
}

impl DoublesMut {
    /// Lends the floats to code that changes them and runs no Python code.
    ///
    /// The conditions of [`Doubles::as_slice`] hold here too.
    pub fn as_mut_slice(&mut self) -> &mut [f64] {
        // SAFETY: as in `as_slice`; the memory is writable, and during a borrow
        // that runs no Python code this is the only way to it.
        unsafe { self.0.floats().as_mut() }
    }

    /// Lends the floats to code that changes them and calls back into Python.
    ///
    /// The callback can reach the same array, through its owner. Cells allow
    /// that: each is read and written on its own, and nothing is assumed of it
    /// in between. Rust lets no cell into another thread, nor into `detach`.
    pub fn as_cells(&mut self) -> &[Cell<f64>] {
        Cell::from_mut(self.as_mut_slice()).as_slice_of_cells()
    }
}
