//! An array that lives in Rust and is handed to others without a copy.
//!
//! Two standards say how: [`arrow`] and [`dlpack`]. Each hands out a struct of C that
//! describes the array and has a function to give it back. What they point to
//! is here, counted, and freed by the last who gives it back, in any thread.

pub mod arrow;
pub mod dlpack;

use std::ptr;
use std::sync::Arc;

use crate::pointer;
use crate::status::{CmultStatus, guard};

// ANCHOR: owner
/// An array that nobody changes, and what describes it. C sees only a pointer.
pub struct CmultPowers(Arc<Shared>);

/// What all that have the array hold together.
struct Shared {
    values: Vec<f64>,
    shape: [i64; 1],
    strides: [i64; 1],
}
// ANCHOR_END: owner

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

/// Borrows the array from its owner.
///
/// # Safety
///
/// `powers` is NULL, or from [`cmult_powers_new`] and not freed.
unsafe fn shared<'a>(
    powers: *const CmultPowers,
) -> Result<&'a Arc<Shared>, CmultStatus> {
    // SAFETY: the caller's promise.
    let powers = unsafe { powers.as_ref() };
    Ok(&powers.ok_or(CmultStatus::NullPointer)?.0)
}

/// Makes the array of the powers of `factor`, 1 first, and puts its owner into
/// `*powers`.
///
/// Give it back to `cmult_powers_free`. Fails with `OutOfMemory` or `NullPointer`.
///
/// # Safety
///
/// `powers` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_powers_new(
    factor: f64,
    length: usize,
    powers: *mut *mut CmultPowers,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(powers) }?;
        let values = cmult::powers(factor, length)?;
        let owner = Box::new(CmultPowers(Shared::new(values)));
        out.write(Box::into_raw(owner));
        Ok(())
    })
}

/// The number of elements; 0 if `powers` is NULL.
///
/// # Safety
///
/// `powers` is NULL, or from `cmult_powers_new` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_powers_length(
    powers: *const CmultPowers,
) -> usize {
    // SAFETY: the caller's promise.
    unsafe { shared(powers) }.map_or(0, |shared| shared.values.len())
}

/// Frees the owner in `*powers` and puts NULL in its place.
///
/// The array stays until all that was made of it is freed, too. NULL in either
/// place is none, and nothing happens.
///
/// # Safety
///
/// - `powers` is NULL or valid for reads and writes;
/// - `*powers` is NULL or from `cmult_powers_new`; nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_powers_free(powers: *mut *mut CmultPowers) {
    // SAFETY: the caller's promise.
    let Some(place) = (unsafe { powers.as_mut() }) else {
        return;
    };
    let owned = std::mem::replace(place, ptr::null_mut());
    if !owned.is_null() {
        // SAFETY: the pointer of the box that `cmult_powers_new` gave away.
        drop(unsafe { Box::from_raw(owned) });
    }
}
