//! `cmult` for C++, over a cxx bridge.
//!
//! The `ffi` module below is the only description of the border. Two compilers
//! read it: a Rust macro makes one half of each function, `build.rs` makes the
//! other half in C++, and a signature on which they disagree does not compile.

#![deny(unsafe_code)]

mod arrays;
mod cppmult;
mod errors;
mod exchange;
mod numbers;
mod product;
mod raw;
mod text;

use ::cmult::{cmult, compound, logical_and, multiply, scale_in_place};
use arrays::{dot, map_in_place};
use errors::panic_guarded;
use exchange::{copy, powers};
use numbers::{checked_multiply, multiply_complex};
use product::{Product, new_product};
use text::repeat;

// cxx writes the unsafe half of the border.
#[allow(unsafe_code, clippy::multiple_unsafe_ops_per_block)]
#[cxx::bridge(namespace = "cmult")]
mod ffi {
    // ANCHOR: shared
    /// A complex number in double precision.
    struct Complex {
        re: f64,
        im: f64,
    }

    enum ErrorKind {
        None,
        Overflow,
        Value,
        Memory,
        Other,
    }

    /// What came of a call that may fail. Its result is in the last argument.
    struct Outcome {
        error: ErrorKind,
        message: String,
    }
    // ANCHOR_END: shared

    // ANCHOR: rust_to_cpp
    extern "Rust" {
        // These neither fail nor panic: they are the core's own functions.
        fn cmult(int_param: i32, float_param: f32) -> f32;
        fn multiply(int_param: i32, float_param: f32) -> f32;
        fn logical_and(a: bool, b: bool) -> bool;
        fn compound(start: f64, factor: f64, times: u64) -> f64;
        fn scale_in_place(values: &mut [f64], factor: f64);
        fn multiply_complex(a: Complex, b: Complex) -> Complex;

        // These may fail. A `Result` would be simpler, but of an error it leaves
        // C++ the text only, not the kind.
        fn checked_multiply(a: i64, b: i64, product: &mut i64) -> Outcome;
        fn repeat(text: &str, times: usize, copies: &mut String) -> Outcome;
        fn dot(a: &[f64], b: &[f64], sum: &mut f64) -> Outcome;
        fn panic_guarded() -> Outcome;
        // ANCHOR_END: rust_to_cpp

        fn powers(factor: f64, length: usize, values: &mut Vec<f64>)
        -> Outcome;
        fn copy(values: &[f64], copied: &mut Vec<f64>) -> Outcome;

        /// A pointer and a length, no slice: `function` may change the elements
        /// while this runs, and a slice would promise that nobody does.
        ///
        /// # Safety
        ///
        /// `values` is aligned, not null, and `len` elements stay alive until
        /// the function returns. No other thread touches them meanwhile.
        unsafe fn map_in_place(
            values: *mut f64,
            len: usize,
            function: Pin<&mut Callback>,
        );

        type Product;
        fn new_product(start: f64) -> Box<Product>;
        fn multiply_by(&self, factor: f64) -> Outcome;
        fn value(&self, value: &mut f64) -> Outcome;
        fn close(&self);
        fn is_closed(&self) -> bool;
    }

    unsafe extern "C++" {
        include!("cmult-cxx/cpp/callback.hpp");

        type Callback;
        fn call(self: Pin<&mut Callback>, value: &mut f64) -> bool;
    }
}
