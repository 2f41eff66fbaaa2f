//! Arrays: C++'s memory, used where it lies.

use std::cell::Cell;
use std::pin::Pin;
use std::slice;

use crate::errors::guard;
use crate::ffi::{Callback, Outcome};

pub(crate) fn dot(a: &[f64], b: &[f64], sum: &mut f64) -> Outcome {
    guard(sum, || cmult::dot(a, b))
}

/// # Safety
///
/// As the bridge says.
#[allow(unsafe_code, reason = "a slice of cells has no form in cxx")]
pub(crate) unsafe fn map_in_place(
    values: *mut f64,
    len: usize,
    mut function: Pin<&mut Callback>,
) {
    // SAFETY: the caller vouches for the pointer and the length. A `Cell<f64>`
    // lies in memory like its `f64`, and claims neither to be the only way to
    // it nor that it keeps its value: the callback may change the array.
    let cells =
        unsafe { slice::from_raw_parts(values.cast::<Cell<f64>>(), len) };
    // When the callback fails it is C++'s own affair, so nothing is returned.
    let _ = cmult::map_cells(cells, |mut value| {
        let fine = function.as_mut().call(&mut value);
        fine.then_some(value).ok_or(())
    });
}
