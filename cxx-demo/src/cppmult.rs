//! The bridge in the other direction: a C++ function for Rust, and from here for C.

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

// ANCHOR: cppmult
/// Multiplies an integer by a float in C++ and prints a line about it.
///
/// A C++ exception ends at the bridge; C has no way to say it, so the result is
/// then nan.
// rustc hides the C++ symbols of a shared library: C++ cannot export this one.
#[allow(unsafe_code, reason = "no other function may have this symbol")]
#[unsafe(no_mangle)]
pub extern "C" fn cppmult(int_param: i32, float_param: f32) -> f32 {
    ffi::cppmult(int_param, float_param).unwrap_or(f32::NAN)
}
// ANCHOR_END: cppmult
