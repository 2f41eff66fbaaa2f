//! The bridge in the other direction: a C++ function for Rust.

pub use ffi::cppmult;

// cxx writes the unsafe half of the border.
#[allow(unsafe_code, clippy::multiple_unsafe_ops_per_block)]
#[cxx::bridge(namespace = "cmult")]
mod ffi {
    // ANCHOR: cpp_to_rust
    unsafe extern "C++" {
        include!("cmult-cxx/cpp/cppmult.hpp");

        /// The tutorial's function, written in C++. An error is what it threw.
        fn cppmult(int_param: i32, float_param: f32) -> Result<f32>;
    }
    // ANCHOR_END: cpp_to_rust
}
