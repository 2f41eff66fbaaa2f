//! `DLPack`: how array libraries hand each other a tensor.
//!
//! The structs are those of its `dlpack.h`, version 1.0. Whoever takes one calls its
//! `deleter` in the end.

use std::sync::Arc;

use super::{CmultPowers, Shared, shared};
use crate::pointer;
use crate::status::{CmultStatus, guard};

/// `DLPack`'s tensor from before version 1.0, which `dlpack.h` defines.
pub struct DLManagedTensor(());

/// `DLPack`'s tensor, which `dlpack.h` defines.
pub struct DLManagedTensorVersioned(());

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

// ANCHOR: versioned
#[repr(C)]
struct Versioned {
    version: [u32; 2],
    manager_ctx: *const Shared,
    deleter: unsafe extern "C" fn(*mut Self),
    flags: u64,
    tensor: Tensor,
}
// ANCHOR_END: versioned

/// As it was before version 1.0: nothing in it can say "read-only".
#[repr(C)]
struct Unversioned {
    tensor: Tensor,
    manager_ctx: *const Shared,
    deleter: unsafe extern "C" fn(*mut Self),
}

const CPU: [i32; 2] = [1, 0];
const FLOAT_64: DataType = DataType {
    code: 2,
    bits: 64,
    lanes: 1,
};
const READ_ONLY: u64 = 1 << 0;
const IS_COPIED: u64 = 1 << 1;

impl Tensor {
    /// Valid for as long as somebody holds `shared`.
    fn new(shared: &Shared) -> Self {
        Self {
            data: shared.data(),
            device: CPU,
            ndim: 1,
            dtype: FLOAT_64,
            shape: shared.shape.as_ptr(),
            strides: shared.strides.as_ptr(),
            byte_offset: 0,
        }
    }
}

impl Versioned {
    fn new(shared: Arc<Shared>, flags: u64) -> Box<Self> {
        Box::new(Self {
            version: [1, 0],
            tensor: Tensor::new(&shared),
            manager_ctx: Arc::into_raw(shared), // one more holds it
            deleter: Self::delete,
            flags,
        })
    }

    unsafe extern "C" fn delete(this: *mut Self) {
        // SAFETY: from `new`, by way of `Box::into_raw`; called once, at the end.
        let this = unsafe { Box::from_raw(this) };
        // SAFETY: from `Arc::into_raw`.
        drop(unsafe { Arc::from_raw(this.manager_ctx) });
    }
}

impl Unversioned {
    fn new(shared: Arc<Shared>) -> Box<Self> {
        Box::new(Self {
            tensor: Tensor::new(&shared),
            manager_ctx: Arc::into_raw(shared),
            deleter: Self::delete,
        })
    }

    unsafe extern "C" fn delete(this: *mut Self) {
        // SAFETY: from `new`, by way of `Box::into_raw`; called once, at the end.
        let this = unsafe { Box::from_raw(this) };
        // SAFETY: from `Arc::into_raw`.
        drop(unsafe { Arc::from_raw(this.manager_ctx) });
    }
}

/// An array of the same values for one who may write to it.
fn copied(shared: &Shared) -> Result<Arc<Shared>, CmultStatus> {
    Ok(Shared::new(cmult::copy(&shared.values)?))
}

/// Puts a tensor of the array into `*tensor`: read-only, or a copy if `copy`.
///
/// Its `deleter` frees it. Fails with `OutOfMemory` or `NullPointer`.
///
/// # Safety
///
/// - `powers` is NULL, or from `cmult_powers_new` and not freed;
/// - `tensor` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_powers_dlpack_versioned(
    powers: *const CmultPowers,
    copy: bool,
    tensor: *mut *mut DLManagedTensorVersioned,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(tensor) }?;
        // SAFETY: the caller's promise.
        let shared = unsafe { shared(powers) }?;
        let made = if copy {
            Versioned::new(copied(shared)?, IS_COPIED)
        } else {
            Versioned::new(Arc::clone(shared), READ_ONLY)
        };
        out.write(Box::into_raw(made).cast());
        Ok(())
    })
}

/// Puts a tensor of a copy of the array into `*tensor`, for who knows no version.
///
/// Its `deleter` frees it. Fails with `OutOfMemory` or `NullPointer`.
///
/// # Safety
///
/// - `powers` is NULL, or from `cmult_powers_new` and not freed;
/// - `tensor` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_powers_dlpack(
    powers: *const CmultPowers,
    tensor: *mut *mut DLManagedTensor,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(tensor) }?;
        // SAFETY: the caller's promise.
        let shared = unsafe { shared(powers) }?;
        out.write(Box::into_raw(Unversioned::new(copied(shared)?)).cast());
        Ok(())
    })
}

/// Calls the `deleter` of a tensor from `cmult_powers_dlpack_versioned`; does
/// nothing with NULL.
///
/// # Safety
///
/// `tensor` is NULL, or from that function and not deleted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_dlpack_versioned_free(
    tensor: *mut DLManagedTensorVersioned,
) {
    if !tensor.is_null() {
        // SAFETY: the caller's promise.
        unsafe { Versioned::delete(tensor.cast()) }
    }
}

/// Calls the `deleter` of a tensor from `cmult_powers_dlpack`; does nothing with
/// NULL.
///
/// # Safety
///
/// `tensor` is NULL, or from that function and not deleted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_dlpack_free(tensor: *mut DLManagedTensor) {
    if !tensor.is_null() {
        // SAFETY: the caller's promise.
        unsafe { Unversioned::delete(tensor.cast()) }
    }
}
