//! Numbers: what the bridge adds to the core's functions.

use crate::errors::guard;
use crate::ffi::{Complex, Outcome};

pub(crate) fn checked_multiply(a: i64, b: i64, product: &mut i64) -> Outcome {
    guard(product, || cmult::checked_multiply(a, b))
}

impl From<Complex> for cmult::Complex {
    fn from(Complex { re, im }: Complex) -> Self {
        Self { re, im }
    }
}

pub(crate) fn multiply_complex(a: Complex, b: Complex) -> Complex {
    let cmult::Complex { re, im } = cmult::multiply_complex(a.into(), b.into());
    Complex { re, im }
}
