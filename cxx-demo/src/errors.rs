//! Errors and panics on their way to C++.

use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) use crate::ffi::{ErrorKind, Outcome};

impl Outcome {
    pub(crate) fn new(error: ErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { error, message }
    }
}

// ANCHOR: from
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
        Self::new(kind, error.to_string())
    }
}
// ANCHOR_END: from

// ANCHOR: guard
/// Runs the body of a function that may fail; a panic is an outcome, too.
///
/// cxx aborts the process when a panic reaches it. The bodies hold no state that
/// a panic could leave half-changed, hence `AssertUnwindSafe`.
pub(crate) fn guard(body: impl FnOnce() -> Result<(), Outcome>) -> Outcome {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => Outcome::new(ErrorKind::None, ""),
        Ok(Err(outcome)) => outcome,
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().copied();
            let text = text.or(panic.downcast_ref().map(String::as_str));
            let words = text.unwrap_or("a panic without words");
            Outcome::new(ErrorKind::Other, format!("Rust panicked: {words}"))
        }
    }
}
// ANCHOR_END: guard

pub(crate) fn panic_guarded() -> Outcome {
    guard(|| {
        cmult::panic_on_purpose();
        Ok(())
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
            let outcome = guard(|| Err(error.into()));
            assert!(outcome.error == kind);
            assert_eq!(outcome.message, error.to_string());
        }
        assert!(guard(|| Ok(())).error == ErrorKind::None);
    }

    #[test]
    fn a_panic_becomes_an_outcome_with_its_words() {
        let outcome = panic_guarded();
        assert!(outcome.error == ErrorKind::Other);
        assert_eq!(outcome.message, "Rust panicked: a panic on purpose");
        let words = |body: fn()| {
            guard(|| {
                body();
                Ok(())
            })
            .message
        };
        let formatted = words(|| panic!("{} words", "formatted"));
        assert_eq!(formatted, "Rust panicked: formatted words");
        let odd = words(|| std::panic::panic_any(7));
        assert_eq!(odd, "Rust panicked: a panic without words");
    }
}
