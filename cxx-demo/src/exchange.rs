//! Arrays that C++ owns by a `rust::Vec`: their memory stays Rust's.

use crate::errors::guard;
use crate::ffi::Outcome;

pub(crate) fn powers(
    factor: f64,
    length: usize,
    values: &mut Vec<f64>,
) -> Outcome {
    guard(values, || cmult::powers(factor, length))
}

pub(crate) fn copy(values: &[f64], copied: &mut Vec<f64>) -> Outcome {
    guard(copied, || cmult::copy(values))
}
