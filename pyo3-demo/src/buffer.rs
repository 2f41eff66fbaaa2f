//! The caller's memory as a Rust slice: all the `unsafe` of this crate.
//!
//! Safe PyO3 can copy a buffer (`PyBuffer::to_vec`) but not lend it: the slices
//! that `PyBuffer<f64>` used to give are deprecated as unsound, because Rust
//! cannot see who else writes to the memory. Somebody has to promise. This file
//! does, and keeps the promise as small as it can.
//!
//! It builds on `PyUntypedBuffer`, which holds the export, and does the checks
//! of `PyBuffer<f64>` itself, which are not the ones wanted here: in PyO3 0.30
//! they may find an array without elements misaligned, take big-endian floats
//! for little-endian ones, and call every refusal a `BufferError`.

#![allow(unsafe_code)]

use std::cell::Cell;
use std::slice;

use pyo3::buffer::PyUntypedBuffer;
use pyo3::exceptions::{PyBufferError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyMemoryView;

use crate::convert::wrong_type;

/// A view of somebody's 64-bit floats, C-contiguous and aligned, to read.
///
/// While it lives, the owner can neither free the memory nor move it: a
/// `bytearray` or `array` that is asked to grow raises `BufferError`.
pub struct Doubles {
    view: PyUntypedBuffer,
}

impl Doubles {
    // ANCHOR: checks
    /// Asks an object for a view of its memory.
    ///
    /// # Errors
    ///
    /// - `TypeError` when it has none to give, or none of 64-bit floats.
    /// - `BufferError` when they do not lie side by side, or are not aligned.
    pub fn of(values: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        let view = match PyUntypedBuffer::get(values) {
            Ok(view) => {
                check_format(&view.format().to_string_lossy(), name)?;
                view
            }
            Err(error) => second_try(values, name, error)?,
        };
        if !view.is_c_contiguous() {
            return Err(refuse(name, "C-contiguous"));
        }
        let this = Self { view };
        if this.len() > 0 && !this.start().is_aligned() {
            return Err(refuse(name, "aligned for 64-bit floats"));
        }
        Ok(this)
    }
    // ANCHOR_END: checks

    /// How many floats there are, over all dimensions.
    fn len(&self) -> usize {
        self.view.len_bytes() / size_of::<f64>()
    }

    fn start(&self) -> *mut f64 {
        self.view.buf_ptr().cast()
    }

    // ANCHOR: as_slice
    /// Lends the floats to code that only reads them.
    ///
    /// The function that borrows must not run Python code meanwhile. Other
    /// threads must leave the array alone, as with every array library: Python
    /// has no lock for the contents of a buffer.
    pub fn as_slice(&self) -> &[f64] {
        if self.len() == 0 {
            return &[]; // An empty array may point anywhere, or nowhere.
        }
        // SAFETY: checked in `of`; the export in `self` keeps the memory alive
        // and in its place; any bits are a float; nobody writes, see above.
        unsafe { slice::from_raw_parts(self.start(), self.len()) }
    }
    // ANCHOR_END: as_slice
}

/// A view of somebody's 64-bit floats, to change.
pub struct DoublesMut(Doubles);

impl DoublesMut {
    /// Asks an object for a view of its memory, to change it.
    ///
    /// # Errors
    ///
    /// As [`Doubles::of`], and `BufferError` when the memory is read-only.
    pub fn of(values: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        let this = Doubles::of(values, name)?;
        if this.view.readonly() {
            return Err(refuse(name, "writable"));
        }
        Ok(Self(this))
    }

    /// Lends the floats to code that changes them and runs no Python code.
    ///
    /// The conditions of [`Doubles::as_slice`] hold here too.
    pub fn as_mut_slice(&mut self) -> &mut [f64] {
        if self.0.len() == 0 {
            return &mut [];
        }
        // SAFETY: as in `as_slice`; the memory is writable, and during a borrow
        // that runs no Python code this is the only way to it.
        unsafe { slice::from_raw_parts_mut(self.0.start(), self.0.len()) }
    }

    // ANCHOR: as_cells
    /// Lends the floats to code that changes them and calls back into Python.
    ///
    /// The callback can reach the same array, through its owner. Cells allow
    /// that: each is read and written on its own, and nothing is assumed of it
    /// in between. Rust lets no cell into another thread, nor into `detach`.
    pub fn as_cells(&self) -> &[Cell<f64>] {
        if self.0.len() == 0 {
            return &[];
        }
        // SAFETY: as in `as_slice`, but this thread may write in other ways
        // meanwhile: `Cell<f64>`, with the layout of `f64`, allows it. The
        // memory is writable.
        unsafe { slice::from_raw_parts(self.0.start().cast(), self.0.len()) }
    }
    // ANCHOR_END: as_cells
}

/// Looks closer at a refusal, and goes round it when it was PyO3's own.
///
/// Exporters may leave out shape and strides where they say nothing: NumPy does
/// for an array without dimensions (one number), ctypes for any array. PyO3
/// asks for both. A memoryview adds them.
fn second_try(
    values: &Bound<'_, PyAny>,
    name: &str,
    error: PyErr,
) -> PyResult<PyUntypedBuffer> {
    let py = values.py();
    if error.is_instance_of::<PyBufferError>(py) {
        let memory = PyMemoryView::from(values)?;
        check_format(&memory.getattr("format")?.extract::<String>()?, name)?;
        return if memory.getattr("ndim")?.eq(0)? {
            // Still without dimensions; as bytes, every memory has one.
            PyUntypedBuffer::get(&memory.call_method1("cast", ("B",))?)
        } else {
            PyUntypedBuffer::get(&memory)
        };
    }
    if error.is_instance_of::<PyTypeError>(py) {
        let demand = format_args!("{name} must support the buffer protocol");
        return Err(wrong_type(values, demand));
    }
    // The exporter's own: a released memoryview, a NumPy array of dates.
    Err(error)
}

/// Accepts the ways to write "a 64-bit float in this machine's byte order".
fn check_format(format: &str, name: &str) -> PyResult<()> {
    let native = if cfg!(target_endian = "little") {
        "<d"
    } else {
        ">d"
    };
    if ["d", "@d", "=d", native].contains(&format) {
        return Ok(());
    }
    Err(PyTypeError::new_err(format!(
        "{name} must hold 64-bit floats (format 'd'), not '{format}'"
    )))
}

fn refuse(name: &str, wanted: &str) -> PyErr {
    PyBufferError::new_err(format!("{name} must be {wanted}"))
}
