//! Booleans: one bit of meaning, one byte at the border.

/// Multiplies two truth values: true only when both are.
pub fn logical_and(a: bool, b: bool) -> bool {
    a && b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_true_only_for_two_truths() {
        assert!(logical_and(true, true));
        assert!(!logical_and(true, false));
        assert!(!logical_and(false, true));
        assert!(!logical_and(false, false));
    }
}
