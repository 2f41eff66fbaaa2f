//! The core's functions as the bridge offers them: each behind the guard.

use std::cell::Cell;
use std::pin::Pin;
use std::slice;

use crate::ffi::{Callback, Complex};
use crate::guard::{Failure, guard};

pub(crate) fn cmult(int_param: i32, float_param: f32) -> Result<f32, Failure> {
    guard(|| Ok(cmult::cmult(int_param, float_param)))
}

// ANCHOR: multiply
pub(crate) fn multiply(
    int_param: i32,
    float_param: f32,
) -> Result<f32, Failure> {
    guard(|| Ok(cmult::multiply(int_param, float_param)))
}

pub(crate) fn checked_multiply(a: i64, b: i64) -> Result<i64, Failure> {
    guard(|| Ok(cmult::checked_multiply(a, b)?))
}
// ANCHOR_END: multiply

// ANCHOR: multiply_complex
impl From<Complex> for cmult::Complex {
    fn from(Complex { re, im }: Complex) -> Self {
        Self { re, im }
    }
}

pub(crate) fn multiply_complex(
    a: Complex,
    b: Complex,
) -> Result<Complex, Failure> {
    guard(|| {
        let cmult::Complex { re, im } =
            cmult::multiply_complex(a.into(), b.into());
        Ok(Complex { re, im })
    })
}
// ANCHOR_END: multiply_complex

// ANCHOR: repeat
pub(crate) fn repeat(text: &str, times: u64) -> Result<String, Failure> {
    // Where memory has fewer than 64 bits, a number that is too large for it is
    // as good as the largest: only an empty text can be repeated that often.
    let times = usize::try_from(times).unwrap_or(usize::MAX);
    guard(|| Ok(cmult::repeat(text, times)?))
}
// ANCHOR_END: repeat

pub(crate) fn logical_and(a: bool, b: bool) -> Result<bool, Failure> {
    guard(|| Ok(cmult::logical_and(a, b)))
}

pub(crate) fn compound(
    start: f64,
    factor: f64,
    times: u64,
) -> Result<f64, Failure> {
    guard(|| Ok(cmult::compound(start, factor, times)))
}

pub(crate) fn scale_in_place(
    values: &mut [f64],
    factor: f64,
) -> Result<(), Failure> {
    guard(|| {
        cmult::scale_in_place(values, factor);
        Ok(())
    })
}

pub(crate) fn dot(a: &[f64], b: &[f64]) -> Result<f64, Failure> {
    guard(|| Ok(cmult::dot(a, b)?))
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
) -> Result<(), Failure> {
    // SAFETY: the caller vouches for the pointer and the length. A `Cell<f64>`
    // lies in memory like its `f64`, and claims neither to be the only way to
    // it nor that it keeps its value: the callback may change the array.
    let cells =
        unsafe { slice::from_raw_parts(values.cast::<Cell<f64>>(), len) };
    guard(|| {
        cmult::map_cells(cells, |value| Ok(function.as_mut().call(value)?))
    })
}
// ANCHOR_END: map_in_place

pub(crate) fn long_array() -> usize {
    cmult::LONG_ARRAY
}

pub(crate) fn panic_guarded() -> Result<(), Failure> {
    guard(|| {
        cmult::panic_on_purpose();
        Ok(())
    })
}
