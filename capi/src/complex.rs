//! A structure by value: both sides must agree on its layout.

use std::mem::{offset_of, size_of};

/// A complex number in double precision.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CmultComplex {
    /// The real part.
    pub re: f64,
    /// The imaginary part.
    pub im: f64,
}

// Declarations in other languages repeat this layout; it must not drift.
const _: () = assert!(size_of::<CmultComplex>() == 16);
const _: () = assert!(offset_of!(CmultComplex, re) == 0);
const _: () = assert!(offset_of!(CmultComplex, im) == 8);

/// Multiplies two complex numbers.
#[unsafe(no_mangle)]
pub extern "C" fn cmult_multiply_complex(
    a: CmultComplex,
    b: CmultComplex,
) -> CmultComplex {
    let core = |c: CmultComplex| cmult::Complex { re: c.re, im: c.im };
    let product = cmult::multiply_complex(core(a), core(b));
    CmultComplex {
        re: product.re,
        im: product.im,
    }
}
