//! `cmult` for C++, and a C++ library for Rust, over one cxx bridge.
//!
//! The `ffi` module below is the only description of the border. Two compilers
//! read it: a Rust macro makes one half of each function, `build.rs` makes the
//! other half in C++, and a signature on which they disagree does not compile.

#![deny(unsafe_code)]

mod functions;
mod guard;
mod product;

use ::cmult::panic_on_purpose;
use functions::{
    checked_multiply, cmult, compound, dot, logical_and, long_array,
    map_in_place, multiply, multiply_complex, panic_guarded, repeat,
    scale_in_place,
};
use guard::error_kind;
use product::{Product, new_product};

pub use ffi::cppmult;

#[allow(
    unsafe_code,
    clippy::multiple_unsafe_ops_per_block,
    reason = "cxx writes the unsafe half of the border"
)]
#[cxx::bridge(namespace = "cmult")]
mod ffi {
    // ANCHOR: shared
    /// A complex number in double precision.
    struct Complex {
        re: f64,
        im: f64,
    }

    /// What kind of error a `rust::Error` was.
    enum ErrorKind {
        Overflow,
        Value,
        Memory,
        Other,
    }
    // ANCHOR_END: shared

    // ANCHOR: rust_to_cpp
    // Rust to C++. Each `Result` is a function that throws `rust::Error`.
    extern "Rust" {
        fn cmult(int_param: i32, float_param: f32) -> Result<f32>;
        fn multiply(int_param: i32, float_param: f32) -> Result<f32>;
        fn checked_multiply(a: i64, b: i64) -> Result<i64>;
        fn multiply_complex(a: Complex, b: Complex) -> Result<Complex>;
        fn repeat(text: &str, times: u64) -> Result<String>;
        fn logical_and(a: bool, b: bool) -> Result<bool>;
        fn compound(start: f64, factor: f64, times: u64) -> Result<f64>;
        // ANCHOR_END: rust_to_cpp

        // ANCHOR: arrays
        fn scale_in_place(values: &mut [f64], factor: f64) -> Result<()>;
        fn dot(a: &[f64], b: &[f64]) -> Result<f64>;
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
        ) -> Result<()>;
        /// The number of elements from which an array is long work.
        fn long_array() -> usize;
        // ANCHOR_END: arrays

        // ANCHOR: product
        type Product;
        fn new_product(start: f64) -> Result<Box<Product>>;
        fn multiply_by(self: &mut Product, factor: f64) -> Result<()>;
        fn value(self: &Product) -> Result<f64>;
        // ANCHOR_END: product

        // ANCHOR: errors
        /// The kind of the error that has this text.
        fn error_kind(message: &str) -> ErrorKind;
        /// Panics, like any bug would, and reports it.
        fn panic_guarded() -> Result<()>;
        /// Panics with nothing in between: cxx aborts the process.
        #[rust_name = "panic_on_purpose"]
        fn panic_bare();
        // ANCHOR_END: errors
    }

    // ANCHOR: cpp_to_rust
    // C++ to Rust. Each `Result` catches what the function throws.
    unsafe extern "C++" {
        include!("cmult-cxx/cpp/cppmult.hpp");
        include!("cmult-cxx/cpp/callback.hpp");

        /// The tutorial's function, written in C++.
        fn cppmult(int_param: i32, float_param: f32) -> Result<f32>;

        type Callback;
        fn call(self: Pin<&mut Callback>, value: f64) -> Result<f64>;
    }
    // ANCHOR_END: cpp_to_rust
}
