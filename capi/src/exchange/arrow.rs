//! Arrow's C data interface: how data frames and databases hand each other columns.
//!
//! A schema says what the data is, an array where it is. Whoever takes one calls its
//! `release` in the end, which leaves NULL in its own place.

use std::ffi::{c_char, c_void};
use std::ptr;
use std::sync::Arc;

use super::{CmultPowers, Shared, shared};
use crate::pointer;
use crate::status::{CmultStatus, guard};

/// Arrow's description of a type, which its `abi.h` defines.
pub struct ArrowSchema(());

/// Arrow's array, which its `abi.h` defines.
pub struct ArrowArray(());

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

impl Schema {
    /// 64-bit floats. All of it is static.
    fn doubles() -> Box<Self> {
        Box::new(Self {
            format: c"g".as_ptr(),
            name: c"".as_ptr(),
            metadata: ptr::null(),
            flags: 0, // none of them is missing
            n_children: 0,
            children: ptr::null_mut(),
            dictionary: ptr::null_mut(),
            release: Some(Self::release),
            private_data: ptr::null(),
        })
    }

    unsafe extern "C" fn release(this: *mut Self) {
        // SAFETY: whoever calls it hands over the schema itself, to be changed.
        let this = unsafe { &mut *this };
        this.release = None;
    }
}

impl Array {
    fn new(shared: Arc<Shared>) -> Box<Self> {
        // First of all bits that say which are missing: none, so no bits.
        let buffers = Box::new([ptr::null(), shared.data().cast()]);
        Box::new(Self {
            length: shared.shape[0],
            null_count: 0,
            offset: 0,
            n_buffers: 2,
            n_children: 0,
            buffers: Box::into_raw(buffers),
            children: ptr::null_mut(),
            dictionary: ptr::null_mut(),
            release: Some(Self::release),
            private_data: Arc::into_raw(shared), // one more holds it
        })
    }

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

/// Puts the schema of an array of 64-bit floats into `*schema`.
///
/// Give it back to `cmult_arrow_schema_free`. Fails with `NullPointer`.
///
/// # Safety
///
/// `schema` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_arrow_schema_new(
    schema: *mut *mut ArrowSchema,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(schema) }?;
        out.write(Box::into_raw(Schema::doubles()).cast());
        Ok(())
    })
}

/// Puts the powers, as an array of Arrow's, into `*array`.
///
/// Give it back to `cmult_arrow_array_free`. Fails with `NullPointer`.
///
/// # Safety
///
/// - `powers` is NULL, or from `cmult_powers_new` and not freed;
/// - `array` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_powers_arrow_array(
    powers: *const CmultPowers,
    array: *mut *mut ArrowArray,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(array) }?;
        // SAFETY: the caller's promise.
        let shared = unsafe { shared(powers) }?;
        out.write(Box::into_raw(Array::new(Arc::clone(shared))).cast());
        Ok(())
    })
}

/// Frees the struct, after its `release` if nobody has called that or moved what
/// was in it. Does nothing with NULL.
///
/// # Safety
///
/// `schema` is NULL, or from `cmult_arrow_schema_new` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_arrow_schema_free(schema: *mut ArrowSchema) {
    if schema.is_null() {
        return;
    }
    // SAFETY: the caller's promise.
    let mut schema = unsafe { Box::from_raw(schema.cast::<Schema>()) };
    if let Some(release) = schema.release {
        // SAFETY: what is in it is still here.
        unsafe { release(&raw mut *schema) }
    }
}

/// Frees the struct, after its `release` if nobody has called that or moved what
/// was in it. Does nothing with NULL.
///
/// # Safety
///
/// `array` is NULL, or from `cmult_powers_arrow_array` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_arrow_array_free(array: *mut ArrowArray) {
    if array.is_null() {
        return;
    }
    // SAFETY: the caller's promise.
    let mut array = unsafe { Box::from_raw(array.cast::<Array>()) };
    if let Some(release) = array.release {
        // SAFETY: what is in it is still here.
        unsafe { release(&raw mut *array) }
    }
}
