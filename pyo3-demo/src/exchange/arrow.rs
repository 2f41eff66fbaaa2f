//! Arrow's C data interface: how data frames and databases hand each other columns.
//!
//! The structs are those of its `abi.h`. Whoever takes one calls its `release` in the
//! end, which leaves NULL in its own place. It may be moved before.

use std::ffi::{c_char, c_void};
use std::ptr;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::Shared;

#[repr(C)]
struct Schema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut Self,
    dictionary: *mut Self,
    release: Option<unsafe extern "C" fn(*mut Self)>,
    private_data: *const c_void,
}

#[repr(C)]
struct Array {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut [*const c_void; 2],
    children: *mut *mut Self,
    dictionary: *mut Self,
    release: Option<unsafe extern "C" fn(*mut Self)>,
    private_data: *const Shared,
}

// SAFETY: its pointers lead to static text, or nowhere.
unsafe impl Send for Schema {}

// SAFETY: what its pointers lead to is its own, or never changes and is counted by an
// `Arc`: any thread may read it, and any may release it.
unsafe impl Send for Array {}

impl Schema {
    unsafe extern "C" fn release(this: *mut Self) {
        // SAFETY: whoever calls it hands over the schema itself, to be changed.
        let this = unsafe { &mut *this };
        this.release = None;
    }
}

impl Array {
    /// Frees what it has, not the struct: that may have moved by now.
    unsafe extern "C" fn release(this: *mut Self) {
        // SAFETY: whoever calls it hands over the array itself, to be changed.
        let this = unsafe { &mut *this };
        // SAFETY: from `Box::into_raw`.
        drop(unsafe { Box::from_raw(this.buffers) });
        // SAFETY: from `Arc::into_raw`.
        drop(unsafe { Arc::from_raw(this.private_data) });
        this.release = None; // so that it happens once
    }
}

// ANCHOR: drop
/// The capsule drops it where nobody took what was in it.
impl Drop for Array {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: what is in it is still here.
            unsafe { release(self) }
        }
    }
}
// ANCHOR_END: drop

/// A capsule with the description of 64-bit floats. Nothing in it needs a release.
pub(super) fn schema(py: Python<'_>) -> PyResult<Bound<'_, PyCapsule>> {
    let schema = Schema {
        format: c"g".as_ptr(),
        name: c"".as_ptr(),
        metadata: ptr::null(),
        flags: 0, // none of them is missing
        n_children: 0,
        children: ptr::null_mut(),
        dictionary: ptr::null_mut(),
        release: Some(Schema::release),
        private_data: ptr::null(),
    };
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// A capsule with an array of Arrow's.
pub(super) fn array(
    py: Python<'_>,
    shared: Arc<Shared>,
) -> PyResult<Bound<'_, PyCapsule>> {
    // First of all bits that say which are missing: none, so no bits.
    let buffers = Box::new([ptr::null(), shared.data().cast()]);
    let array = Array {
        length: shared.shape[0],
        null_count: 0,
        offset: 0,
        n_buffers: 2,
        n_children: 0,
        buffers: Box::into_raw(buffers),
        children: ptr::null_mut(),
        dictionary: ptr::null_mut(),
        release: Some(Array::release),
        private_data: Arc::into_raw(shared), // one more holds it
    };
    PyCapsule::new_with_value(py, array, c"arrow_array")
}
