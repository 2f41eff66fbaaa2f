//! An object behind an opaque pointer: made here, used here, freed here.

use std::ptr;

use crate::lock::Lock;
use crate::pointer;
use crate::status::{CmultStatus, guard};

// ANCHOR: product
/// A running product. C sees only a pointer to it.
///
/// Closing empties it, freeing gives the memory back: so a thread that closes a
/// product takes nothing away from another that is using it.
pub struct CmultProduct(Lock<cmult::Product>);
// ANCHOR_END: product

/// Starts a product at `start` and puts its owner into `*product`.
///
/// Give it back to `cmult_product_free`. Fails with `NullPointer`.
///
/// # Safety
///
/// `product` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_product_new(
    start: f64,
    product: *mut *mut CmultProduct,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(product) }?;
        let product = CmultProduct(Lock::new(cmult::Product::new(start)));
        // A few bytes: when memory is out for these, Rust aborts, as it does everywhere.
        out.write(Box::into_raw(Box::new(product)));
        Ok(())
    })
}

/// Multiplies the product by `factor`.
///
/// Fails with `Closed`.
///
/// # Safety
///
/// `product` is NULL, or from `cmult_product_new` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_product_multiply_by(
    product: *const CmultProduct,
    factor: f64,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let product = unsafe { product.as_ref() }.ok_or(CmultStatus::Closed)?;
        product.0.with(|open| {
            open.as_mut()
                .ok_or(CmultStatus::Closed)?
                .multiply_by(factor);
            Ok(())
        })
    })
}

/// Puts the product so far into `*value`.
///
/// Fails with `Closed` or `NullPointer`.
///
/// # Safety
///
/// - `product` is NULL, or from `cmult_product_new` and not freed;
/// - `value` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_product_value(
    product: *const CmultProduct,
    value: *mut f64,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(value) }?;
        // SAFETY: the caller's promise.
        let product = unsafe { product.as_ref() }.ok_or(CmultStatus::Closed)?;
        let value = product
            .0
            .with(|open| open.as_ref().map(cmult::Product::value));
        out.write(value.ok_or(CmultStatus::Closed)?);
        Ok(())
    })
}

/// Closes a product: from now on its users get `Closed`. Twice is harmless.
///
/// Its memory stays, for them to be told, until `cmult_product_free`.
///
/// # Safety
///
/// `product` is NULL, or from `cmult_product_new` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_product_close(product: *const CmultProduct) {
    // SAFETY: the caller's promise.
    if let Some(product) = unsafe { product.as_ref() } {
        product.0.with(|open| *open = None);
    }
}

/// Whether a product is closed; one that is NULL is.
///
/// # Safety
///
/// `product` is NULL, or from `cmult_product_new` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_product_is_closed(
    product: *const CmultProduct,
) -> bool {
    // SAFETY: the caller's promise.
    unsafe { product.as_ref() }
        .is_none_or(|product| product.0.with(|open| open.is_none()))
}

// ANCHOR: free
/// Frees the product in `*product` and puts NULL in its place, so that nobody
/// can use it afterwards by mistake. NULL in either place is none, and nothing
/// happens.
///
/// # Safety
///
/// - `product` is NULL or valid for reads and writes;
/// - `*product` is NULL or from `cmult_product_new`; nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_product_free(product: *mut *mut CmultProduct) {
    // SAFETY: the caller's promise.
    let Some(place) = (unsafe { product.as_mut() }) else {
        return;
    };
    let owned = std::mem::replace(place, ptr::null_mut());
    if !owned.is_null() {
        // SAFETY: the pointer of the box that `cmult_product_new` gave away.
        drop(unsafe { Box::from_raw(owned) });
    }
}
// ANCHOR_END: free
