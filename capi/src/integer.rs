//! A result and an error at once: the status returns, the result goes through a pointer.

use crate::pointer;
use crate::status::{CmultStatus, guard};

// ANCHOR: checked_multiply
/// Multiplies two 64-bit integers into `*product`.
///
/// Fails with `IntegerOverflow` when the product does not fit, and with
/// `NullPointer`.
///
/// # Safety
///
/// `product` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_checked_multiply(
    a: i64,
    b: i64,
    product: *mut i64,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(product) }?;
        out.write(cmult::checked_multiply(a, b)?);
        Ok(())
    })
}
// ANCHOR_END: checked_multiply
