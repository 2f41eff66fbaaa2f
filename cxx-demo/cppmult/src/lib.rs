//! `libcppmult`: the tutorial's C++ function, behind a plain C symbol.
//!
//! rustc hides every C++ symbol of the libraries that it links into a cdylib,
//! so C++ cannot export the name from here; Rust can, and calls C++.

#![deny(unsafe_code)]

// ANCHOR: cppmult
/// Multiplies an integer by a float in C++ and prints a line about it.
///
/// A C++ exception ends at the bridge; C has no way to say it, so the result is
/// then nan.
#[allow(unsafe_code, reason = "no other function may have this symbol")]
#[unsafe(no_mangle)]
pub extern "C" fn cppmult(int_param: i32, float_param: f32) -> f32 {
    cmult_cxx::cppmult(int_param, float_param).unwrap_or(f32::NAN)
}
// ANCHOR_END: cppmult
