//! Errors: what a function of this crate may fail with.

use std::fmt;

// ANCHOR: error
/// Why a function of this crate could not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// An integer product does not fit in 64 bits.
    IntegerOverflow,
    /// Two arrays that belong together differ in length.
    LengthMismatch,
    /// A text would have more bytes than an allocation may have.
    TextTooLong,
    /// The allocator refused.
    OutOfMemory,
}
// ANCHOR_END: error

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IntegerOverflow => {
                "the product does not fit in a 64-bit signed integer"
            }
            Self::LengthMismatch => "a and b must have the same length",
            Self::TextTooLong => {
                "text repeated this many times is longer than memory can be"
            }
            Self::OutOfMemory => "the result does not fit in memory",
        })
    }
}

impl std::error::Error for Error {}
