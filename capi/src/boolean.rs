//! Booleans: C's `bool` is Rust's `bool`, one byte, 0 or 1.

/// True only when both are.
///
/// A byte other than 0 or 1 is not a `bool`, in C as in Rust: convert first.
#[unsafe(no_mangle)]
pub extern "C" fn cmult_logical_and(a: bool, b: bool) -> bool {
    cmult::logical_and(a, b)
}
