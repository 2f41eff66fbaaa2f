//! Arrays: C++'s memory, used where it lies.

use std::cell::Cell;
use std::pin::Pin;
use std::slice;

use crate::errors::{ErrorKind, guard};
use crate::ffi::{Callback, Outcome};

pub(crate) fn scale_in_place(values: &mut [f64], factor: f64) -> Outcome {
    guard(|| {
        cmult::scale_in_place(values, factor);
        Ok(())
    })
}

pub(crate) fn dot(a: &[f64], b: &[f64], sum: &mut f64) -> Outcome {
    guard(|| {
        *sum = cmult::dot(a, b)?;
        Ok(())
    })
}

// ANCHOR: map_in_place
/// # Safety
///
/// As the bridge says.
#[allow(unsafe_code, reason = "a slice of cells has no form in cxx")]
pub(crate) unsafe fn map_in_place(
    values: *mut f64,
    len: usize,
    mut function: Pin<&mut Callback>,
) -> Outcome {
    // SAFETY: the caller vouches for the pointer and the length. A `Cell<f64>`
    // lies in memory like its `f64`, and claims neither to be the only way to
    // it nor that it keeps its value: the callback may change the array.
    let cells =
        unsafe { slice::from_raw_parts(values.cast::<Cell<f64>>(), len) };
    guard(|| {
        cmult::map_cells(cells, |mut value| {
            match function.as_mut().call(&mut value) {
                true => Ok(value),
                // The caller knows more: the exception is on its side.
                false => Err(Outcome::new(ErrorKind::Value, "callback failed")),
            }
        })
    })
}
// ANCHOR_END: map_in_place
