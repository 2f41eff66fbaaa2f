//! Numbers by value: nothing to check, nothing to free.

// ANCHOR: cmult
/// Multiplies, prints a line on standard output, returns the product.
///
/// It has the name and the signature of the tutorial's C function, and takes
/// its place in a program that was written for that one.
#[unsafe(no_mangle)]
pub extern "C" fn cmult(int_param: i32, float_param: f32) -> f32 {
    cmult::cmult(int_param, float_param)
}
// ANCHOR_END: cmult

/// Multiplies without printing.
#[unsafe(no_mangle)]
pub extern "C" fn cmult_multiply(int_param: i32, float_param: f32) -> f32 {
    cmult::multiply(int_param, float_param)
}
