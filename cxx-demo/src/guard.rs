//! Errors and panics on their way to C++.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::ffi::ErrorKind;

/// Why a function of the bridge failed. C++ gets its text, in a `rust::Error`.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The core said no.
    Core(cmult::Error),
    /// The caller's own function threw.
    Callback(cxx::Exception),
    /// A bug in Rust.
    Panic(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Core(error) => error.fmt(f),
            Self::Callback(exception) => exception.fmt(f),
            Self::Panic(message) => write!(f, "Rust panicked: {message}"),
        }
    }
}

impl From<cmult::Error> for Failure {
    fn from(error: cmult::Error) -> Self {
        Self::Core(error)
    }
}

impl From<cxx::Exception> for Failure {
    fn from(exception: cxx::Exception) -> Self {
        Self::Callback(exception)
    }
}

// ANCHOR: guard
/// Runs the body of a function of the bridge; a panic becomes an error.
///
/// cxx turns an `Err` into a C++ exception, but it aborts the process when a
/// panic reaches it. The bodies hold no state that a panic could leave
/// half-changed, hence `AssertUnwindSafe`.
pub(crate) fn guard<T>(
    body: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(body))
        .unwrap_or_else(|panic| Err(Failure::Panic(message_of(&*panic))))
}
// ANCHOR_END: guard

/// What `panic!` was given: a literal, a formatted text, rarely anything else.
fn message_of(panic: &(dyn Any + Send)) -> String {
    let literal = panic.downcast_ref::<&str>().map(ToString::to_string);
    let formatted = || panic.downcast_ref::<String>().cloned();
    literal.or_else(formatted).unwrap_or_default()
}

// ANCHOR: error_kind
/// The core's errors in the kinds that C++ tells apart.
const KINDS: [(cmult::Error, ErrorKind); 4] = [
    (cmult::Error::IntegerOverflow, ErrorKind::Overflow),
    (cmult::Error::LengthMismatch, ErrorKind::Value),
    (cmult::Error::TextTooLong, ErrorKind::Overflow),
    (cmult::Error::OutOfMemory, ErrorKind::Memory),
];

/// The kind of the error that has this text.
///
/// A `rust::Error` carries a text and nothing else, so C++ cannot tell an
/// overflow from a wrong length. It asks here, where the texts come from.
pub(crate) fn error_kind(message: &str) -> ErrorKind {
    KINDS
        .into_iter()
        .find(|(error, _)| error.to_string() == message)
        .map_or(ErrorKind::Other, |(_, kind)| kind)
}
// ANCHOR_END: error_kind

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_text() {
        for (error, kind) in KINDS {
            assert!(error_kind(&Failure::from(error).to_string()) == kind);
        }
        assert!(error_kind("something else") == ErrorKind::Other);
    }

    #[test]
    fn a_panic_becomes_an_error_with_its_words() {
        let words = |body: fn()| {
            let result = guard(|| {
                body();
                Ok(())
            });
            result.map_err(|failure| failure.to_string())
        };
        assert_eq!(words(|| ()), Ok(()));
        assert_eq!(
            words(cmult::panic_on_purpose),
            Err("Rust panicked: a panic on purpose".to_owned())
        );
        assert_eq!(
            words(|| panic!("{} words", "formatted")),
            Err("Rust panicked: formatted words".to_owned())
        );
    }
}
