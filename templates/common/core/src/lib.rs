//! The crate of your own: Rust that knows neither Python nor C.

use std::fmt;

// ANCHOR: core
/// Why a call failed.
#[derive(Debug, PartialEq)]
pub enum Error {
    /// The sum needs more than 64 bits.
    Overflow,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overflow => f.write_str("the sum does not fit in 64 bits"),
        }
    }
}

impl std::error::Error for Error {}

/// Adds two integers.
pub fn add(a: i64, b: i64) -> Result<i64, Error> {
    a.checked_add(b).ok_or(Error::Overflow)
}
// ANCHOR_END: core

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_their_limit() {
        assert_eq!(add(i64::MAX - 1, 1), Ok(i64::MAX));
        assert_eq!(add(i64::MAX, 1), Err(Error::Overflow));
    }
}
