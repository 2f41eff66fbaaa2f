//! Arrays: the caller's memory, used where it lies, for the length of the call.

use std::ffi::c_void;

use crate::pointer;
use crate::status::{CmultStatus, guard};

/// Multiplies each of `length` elements by `factor`, in place.
///
/// Fails with `NullPointer` or `Misaligned`.
///
/// # Safety
///
/// - `values` is NULL, misaligned, or valid for reads and writes of `length` doubles;
/// - nobody else uses them during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_array_scale(
    values: *mut f64,
    length: usize,
    factor: f64,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let values = unsafe { pointer::slice_mut(values, length) }?;
        cmult::scale_in_place(values, factor);
        Ok(())
    })
}

/// Multiplies two arrays element by element and adds the products into `*sum`.
///
/// Fails with `LengthMismatch`, `NullPointer` or `Misaligned`.
///
/// # Safety
///
/// - `a` and `b` are NULL, misaligned, or valid for reads of `a_length` and
///   `b_length` doubles (they may be the same array);
/// - nobody writes to them during the call;
/// - `sum` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_array_dot(
    a: *const f64,
    a_length: usize,
    b: *const f64,
    b_length: usize,
    sum: *mut f64,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(sum) }?;
        // SAFETY: the caller's promise.
        let a = unsafe { pointer::slice(a, a_length) }?;
        // SAFETY: the caller's promise.
        let b = unsafe { pointer::slice(b, b_length) }?;
        out.write(cmult::dot(a, b)?);
        Ok(())
    })
}

/// A function of the caller's: makes `*result` from `value`.
///
/// It returns 0 to go on; any other number stops the loop. `context` is the
/// pointer that was given along with the function. It must not unwind: catch
/// exceptions inside, keep them in the context, and return non-zero.
pub type CmultMapFunction = Option<
    unsafe extern "C" fn(
        value: f64,
        result: *mut f64,
        context: *mut c_void,
    ) -> i32,
>;

/// Replaces each of `length` elements by what `function` makes of it, in order.
///
/// Fails with `CallbackStopped` when `function` asked to stop (earlier elements
/// stay changed, later ones untouched), `NullPointer` or `Misaligned`.
///
/// # Safety
///
/// - `values` is NULL, misaligned, or valid for reads and writes of `length`
///   doubles for the whole call: `function` must not free or move them;
/// - no other thread uses them during the call (`function` itself may);
/// - `function` is NULL or may be called with `context`.
// ANCHOR: map
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_array_map(
    values: *mut f64,
    length: usize,
    function: CmultMapFunction,
    context: *mut c_void,
) -> CmultStatus {
    guard(|| {
        let function = function.ok_or(CmultStatus::NullPointer)?;
        // SAFETY: the caller's promise.
        let values = unsafe { pointer::cells(values, length) }?;
        cmult::map_cells(values, |value| {
            // Also right when the function forgets to set it.
            let mut result = value;
            // SAFETY: the caller's promise; `result` outlives the call.
            match unsafe { function(value, &mut result, context) } {
                0 => Ok(result),
                _ => Err(CmultStatus::CallbackStopped),
            }
        })
    })
}
// ANCHOR_END: map
