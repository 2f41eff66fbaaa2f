//! UniFFI: one description for Python, Kotlin, Swift and Ruby.

use std::sync::{Arc, Mutex, PoisonError};

uniffi::setup_scaffolding!();

// ANCHOR: functions
/// Why a call failed; in Python an exception, with the core's words.
#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum CmultError {
    Core(cmult::Error),
}

#[uniffi::export]
fn multiply(int_param: i32, float_param: f32) -> f32 {
    cmult::multiply(int_param, float_param)
}

#[uniffi::export]
fn repeat(text: &str, times: u64) -> Result<String, CmultError> {
    Ok(cmult::repeat(text, times as usize)?)
}

/// A list of floats is copied, number by number.
#[uniffi::export]
fn dot(a: Vec<f64>, b: Vec<f64>) -> Result<f64, CmultError> {
    Ok(cmult::dot(&a, &b)?)
}
// ANCHOR_END: functions

// ANCHOR: product
/// Shared by everybody who has a reference to it, so it needs a lock inside.
#[derive(uniffi::Object)]
pub struct Product(Mutex<cmult::Product>);

#[uniffi::export]
impl Product {
    #[uniffi::constructor(default(start = 1.0))]
    fn new(start: f64) -> Arc<Self> {
        Arc::new(Self(Mutex::new(cmult::Product::new(start))))
    }

    fn multiply_by(&self, factor: f64) {
        let mut product = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        product.multiply_by(factor);
    }

    fn value(&self) -> f64 {
        let product = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        product.value()
    }
}
// ANCHOR_END: product

#[uniffi::export]
fn panic_on_purpose() {
    cmult::panic_on_purpose();
}

impl From<cmult::Error> for CmultError {
    fn from(error: cmult::Error) -> Self {
        Self::Core(error)
    }
}

impl std::fmt::Display for CmultError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self::Core(error) = self;
        error.fmt(f)
    }
}

impl std::error::Error for CmultError {}
