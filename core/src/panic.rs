//! What should never happen, on demand.

/// Panics.
///
/// The tests and the book call it through every binding to see what a panic in
/// Rust becomes on the other side of the border.
///
/// # Panics
///
/// Always.
pub fn panic_on_purpose() {
    panic!("a panic on purpose");
}

#[cfg(test)]
mod tests {
    #[test]
    #[should_panic(expected = "a panic on purpose")]
    fn panics() {
        super::panic_on_purpose();
    }
}
