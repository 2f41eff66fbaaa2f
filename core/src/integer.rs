//! Integers: Python's have no limit, Rust's have.

use crate::Error;

/// Multiplies two 64-bit integers.
///
/// # Errors
///
/// [`Error::IntegerOverflow`] when the product does not fit in 64 bits.
pub fn checked_multiply(a: i64, b: i64) -> Result<i64, Error> {
    a.checked_mul(b).ok_or(Error::IntegerOverflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_up_to_the_limits() {
        assert_eq!(checked_multiply(-7, 6), Ok(-42));
        assert_eq!(checked_multiply(i64::MIN, 1), Ok(i64::MIN));
        assert_eq!(checked_multiply(1 << 31, 1 << 31), Ok(1 << 62));
    }

    #[test]
    fn reports_a_product_that_does_not_fit() {
        assert_eq!(checked_multiply(i64::MIN, -1), Err(Error::IntegerOverflow));
        assert_eq!(
            checked_multiply(1 << 32, 1 << 31),
            Err(Error::IntegerOverflow)
        );
    }
}
