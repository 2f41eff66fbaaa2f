//! Errors and panics on their way to C++.

use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) use crate::ffi::{ErrorKind, Outcome};

impl Outcome {
    pub(crate) fn new(error: ErrorKind, message: &str) -> Self {
        let message = message.to_owned();
        Self { error, message }
    }
}

impl From<cmult::Error> for Outcome {
    fn from(error: cmult::Error) -> Self {
        let kind = match error {
            cmult::Error::IntegerOverflow | cmult::Error::TextTooLong => {
                ErrorKind::Overflow
            }
            cmult::Error::LengthMismatch => ErrorKind::Value,
            cmult::Error::OutOfMemory => ErrorKind::Memory,
            _ => ErrorKind::Other, // newer than this code
        };
        Self::new(kind, &error.to_string())
    }
}

// ANCHOR: guard
/// Runs the body of a function that may fail, and puts its result in its place.
///
/// cxx aborts the process when a panic reaches it, so here it ends. The bodies
/// hold no state that it could leave half-changed, hence `AssertUnwindSafe`.
pub(crate) fn guard<T, E: Into<Outcome>>(
    result: &mut T,
    body: impl FnOnce() -> Result<T, E>,
) -> Outcome {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(value)) => {
            *result = value;
            Outcome::new(ErrorKind::None, "")
        }
        Ok(Err(error)) => error.into(),
        Err(_told) => Outcome::new(ErrorKind::Other, "Rust panicked"),
    }
}
// ANCHOR_END: guard

pub(crate) fn panic_guarded() -> Outcome {
    guard(&mut (), || {
        cmult::panic_on_purpose();
        Ok::<_, Outcome>(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_error_and_its_words() {
        use cmult::Error;
        for (error, kind) in [
            (Error::IntegerOverflow, ErrorKind::Overflow),
            (Error::LengthMismatch, ErrorKind::Value),
            (Error::TextTooLong, ErrorKind::Overflow),
            (Error::OutOfMemory, ErrorKind::Memory),
        ] {
            let mut result = 7;
            let outcome = guard(&mut result, || Err(error));
            assert!(outcome.error == kind);
            assert_eq!(outcome.message, error.to_string());
            assert_eq!(result, 7);
        }
    }

    #[test]
    fn a_result_is_put_in_its_place() {
        let mut result = 7;
        let outcome = guard(&mut result, || Ok::<_, Outcome>(8));
        assert!(outcome.error == ErrorKind::None);
        assert_eq!(result, 8);
    }

    #[test]
    fn a_panic_becomes_an_outcome() {
        let outcome = panic_guarded();
        assert!(outcome.error == ErrorKind::Other);
        assert_eq!(outcome.message, "Rust panicked");
    }
}
