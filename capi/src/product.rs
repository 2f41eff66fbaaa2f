//! An object behind an opaque pointer: made here, used here, freed here.

use crate::pointer;
use crate::status::{CmultStatus, guard};

/// A running product. C sees only a pointer to it.
pub struct CmultProduct(cmult::Product);

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
        // A few bytes: when memory is out for these, Rust aborts, as it does everywhere.
        let product = Box::new(CmultProduct(cmult::Product::new(start)));
        out.write(Box::into_raw(product));
        Ok(())
    })
}

/// Multiplies the product by `factor`.
///
/// Fails with `NullPointer`.
///
/// # Safety
///
/// `product` is NULL or from `cmult_product_new`, not freed, and not used by
/// another thread during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_product_multiply_by(
    product: *mut CmultProduct,
    factor: f64,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let product =
            unsafe { product.as_mut() }.ok_or(CmultStatus::NullPointer)?;
        product.0.multiply_by(factor);
        Ok(())
    })
}

/// Puts the product so far into `*value`.
///
/// Fails with `NullPointer`.
///
/// # Safety
///
/// - `product` is NULL or from `cmult_product_new`, not freed, and not changed by
///   another thread during the call;
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
        let product =
            unsafe { product.as_ref() }.ok_or(CmultStatus::NullPointer)?;
        out.write(product.0.value());
        Ok(())
    })
}

/// Frees a product. NULL is none, and nothing happens.
///
/// # Safety
///
/// `product` is NULL or from `cmult_product_new`, and is freed once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_product_free(product: *mut CmultProduct) {
    if !product.is_null() {
        // SAFETY: the pointer of the box that `cmult_product_new` gave away.
        drop(unsafe { Box::from_raw(product) });
    }
}
