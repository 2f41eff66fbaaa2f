//! `DLPack`: how array libraries hand each other a tensor.
//!
//! The structs are those of its `dlpack.h`, version 1.0. Whoever takes one calls its
//! `deleter` in the end.

use std::ffi::CStr;
use std::ptr::NonNull;
use std::sync::Arc;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::{CPU, Shared};

pub(super) const READ_ONLY: u64 = 1 << 0;
pub(super) const IS_COPIED: u64 = 1 << 1;

#[repr(C)]
struct Tensor {
    data: *const f64,
    device: [i32; 2], // which kind, and which of that kind
    ndim: i32,
    dtype: DataType,
    shape: *const i64,
    strides: *const i64, // in elements
    byte_offset: u64,
}

#[repr(C)]
struct DataType {
    code: u8,
    bits: u8,
    lanes: u16,
}

#[repr(C)]
struct Versioned {
    version: [u32; 2],
    manager_ctx: *const Shared,
    deleter: unsafe extern "C" fn(*mut Self),
    flags: u64,
    tensor: Tensor,
}

/// As it was before version 1.0: nothing in it can say "read-only".
#[repr(C)]
struct Unversioned {
    tensor: Tensor,
    manager_ctx: *const Shared,
    deleter: unsafe extern "C" fn(*mut Self),
}

const FLOAT_64: DataType = DataType {
    code: 2,
    bits: 64,
    lanes: 1,
};

impl Tensor {
    /// Valid for as long as somebody holds `shared`.
    fn new(shared: &Shared) -> Self {
        Self {
            data: shared.data(),
            device: [CPU.0, CPU.1],
            ndim: 1,
            dtype: FLOAT_64,
            shape: shared.shape.as_ptr(),
            strides: shared.strides.as_ptr(),
            byte_offset: 0,
        }
    }
}

/// What the two structs have in common.
trait Managed: Sized {
    const NAME: &'static CStr;

    fn manager_ctx(&self) -> *const Shared;

    /// What a consumer calls in the end.
    unsafe extern "C" fn delete(this: *mut Self) {
        // SAFETY: the box that `capsule` gave away; called once, at the end.
        let this = unsafe { Box::from_raw(this) };
        // SAFETY: from `Arc::into_raw`.
        drop(unsafe { Arc::from_raw(this.manager_ctx()) });
    }

    /// What Python calls when the capsule dies.
    unsafe extern "C" fn destroy(capsule: *mut ffi::PyObject) {
        let name = Self::NAME.as_ptr();
        // A consumer gives another name to the capsule whose struct it took.
        // SAFETY: Python calls with a capsule, attached.
        if unsafe { ffi::PyCapsule_IsValid(capsule, name) } == 0 {
            return;
        }
        // SAFETY: as above.
        let this = unsafe { ffi::PyCapsule_GetPointer(capsule, name) };
        // SAFETY: from `capsule`, and by its name nobody took it.
        unsafe { Self::delete(this.cast()) }
    }

    fn capsule(self, py: Python<'_>) -> PyResult<Bound<'_, PyCapsule>> {
        let this = NonNull::from(Box::leak(Box::new(self))).cast();
        let destroy = Some(Self::destroy as ffi::PyCapsule_Destructor);
        // SAFETY: `destroy` frees it, in any thread, unless the name has changed.
        unsafe {
            PyCapsule::new_with_pointer_and_destructor(
                py,
                this,
                Self::NAME,
                destroy,
            )
        }
    }
}

impl Managed for Versioned {
    const NAME: &'static CStr = c"dltensor_versioned";

    fn manager_ctx(&self) -> *const Shared {
        self.manager_ctx
    }
}

impl Managed for Unversioned {
    const NAME: &'static CStr = c"dltensor";

    fn manager_ctx(&self) -> *const Shared {
        self.manager_ctx
    }
}

pub(super) fn versioned(
    py: Python<'_>,
    shared: Arc<Shared>,
    flags: u64,
) -> PyResult<Bound<'_, PyCapsule>> {
    let tensor = Versioned {
        version: [1, 0],
        tensor: Tensor::new(&shared),
        manager_ctx: Arc::into_raw(shared), // one more holds it
        deleter: Versioned::delete,
        flags,
    };
    tensor.capsule(py)
}

pub(super) fn unversioned(
    py: Python<'_>,
    shared: Arc<Shared>,
) -> PyResult<Bound<'_, PyCapsule>> {
    let tensor = Unversioned {
        tensor: Tensor::new(&shared),
        manager_ctx: Arc::into_raw(shared),
        deleter: Unversioned::delete,
    };
    tensor.capsule(py)
}
