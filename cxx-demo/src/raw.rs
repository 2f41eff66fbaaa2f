//! The bridge of the first attempt: the core as it is.
//!
//! Each `Result` throws a `rust::Error`, which has the error's text and nothing
//! else. A panic ends the process.

use std::pin::Pin;

use ::cmult::{checked_multiply, dot, panic_on_purpose, repeat};

/// The elements are a copy that `function` cannot reach, so a slice will do.
fn map_in_place(
    values: &mut [f64],
    mut function: Pin<&mut ffi::Callback>,
) -> Result<(), cxx::Exception> {
    cmult::map_in_place(values, |value| function.as_mut().call(value))
}

// cxx writes the unsafe half of the border.
#[allow(unsafe_code, clippy::multiple_unsafe_ops_per_block)]
#[cxx::bridge(namespace = "cmult::raw")]
mod ffi {
    // ANCHOR: raw
    extern "Rust" {
        fn checked_multiply(a: i64, b: i64) -> Result<i64>;
        fn repeat(text: &str, times: usize) -> Result<String>;
        fn dot(a: &[f64], b: &[f64]) -> Result<f64>;
        fn map_in_place(
            values: &mut [f64],
            function: Pin<&mut Callback>,
        ) -> Result<()>;
        #[rust_name = "panic_on_purpose"]
        fn panic();
    }

    unsafe extern "C++" {
        include!("cmult-cxx/cpp/raw_callback.hpp");

        type Callback;
        fn call(self: Pin<&mut Callback>, value: f64) -> Result<f64>;
    }
    // ANCHOR_END: raw
}
