//! Errors and panics as numbers, the only form in which they can cross C.

use std::ffi::{CStr, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

use cmult::Error;

/// What became of a call.
///
/// Where a function's description says that it fails with `NullPointer`, C reads
/// `CMULT_STATUS_NULL_POINTER`, and so on.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CmultStatus {
    /// Success.
    Ok = 0,
    /// A pointer that must not be NULL was.
    NullPointer = 1,
    /// An array does not lie at a multiple of its element size.
    Misaligned = 2,
    /// A text is not UTF-8.
    InvalidUtf8 = 3,
    /// An integer product does not fit in 64 bits.
    IntegerOverflow = 4,
    /// Two arrays that belong together differ in length.
    LengthMismatch = 5,
    /// A text would have more bytes than an allocation may have.
    TextTooLong = 6,
    /// The allocator refused.
    OutOfMemory = 7,
    /// The caller's own function asked to stop.
    CallbackStopped = 8,
    /// Rust panicked: a bug in this library, not in the call.
    Panicked = 9,
    /// The core failed in a way that this version has no code for.
    Unknown = 10,
    /// The product was closed.
    Closed = 11,
    /// The job was cancelled before its work was done.
    Cancelled = 12,
    /// The system refused another thread.
    ThreadRefused = 13,
}

// Declarations in other languages say `int`.
const _: () = assert!(size_of::<CmultStatus>() == size_of::<i32>());

impl From<Error> for CmultStatus {
    fn from(error: Error) -> Self {
        match error {
            Error::IntegerOverflow => Self::IntegerOverflow,
            Error::LengthMismatch => Self::LengthMismatch,
            Error::TextTooLong => Self::TextTooLong,
            Error::OutOfMemory => Self::OutOfMemory,
            // The core may learn new errors before this crate does.
            _ => Self::Unknown,
        }
    }
}

/// Every status with its words, in the order of the codes.
const MESSAGES: [(CmultStatus, &CStr); 14] = [
    (CmultStatus::Ok, c"success"),
    (CmultStatus::NullPointer, c"a pointer must not be NULL"),
    (
        CmultStatus::Misaligned,
        c"an array must be aligned for its elements",
    ),
    (CmultStatus::InvalidUtf8, c"text must be UTF-8"),
    (
        CmultStatus::IntegerOverflow,
        c"the product does not fit in a 64-bit signed integer",
    ),
    (
        CmultStatus::LengthMismatch,
        c"a and b must have the same length",
    ),
    (
        CmultStatus::TextTooLong,
        c"text repeated this many times is longer than memory can be",
    ),
    (
        CmultStatus::OutOfMemory,
        c"the result does not fit in memory",
    ),
    (CmultStatus::CallbackStopped, c"the callback asked to stop"),
    (CmultStatus::Panicked, c"Rust panicked"),
    (CmultStatus::Unknown, c"unknown error"),
    (CmultStatus::Closed, c"the product is closed"),
    (CmultStatus::Cancelled, c"the job was cancelled"),
    (
        CmultStatus::ThreadRefused,
        c"the system refused another thread",
    ),
];

// A code is an index into the messages, so the two must keep in step.
const _: () = {
    let mut code = 0;
    while code < MESSAGES.len() {
        assert!(MESSAGES[code].0 as usize == code);
        code += 1;
    }
};

/// The words for a status code, in English, without a full stop.
///
/// The text is static: never free it. A number that is not a status code gives
/// "unknown error".
#[unsafe(no_mangle)]
pub extern "C" fn cmult_status_message(code: i32) -> *const c_char {
    let known = usize::try_from(code)
        .ok()
        .and_then(|code| MESSAGES.get(code));
    known
        .map_or(c"unknown error", |(_, message)| message)
        .as_ptr()
}

// ANCHOR: guard
/// Runs the body of a function of the ABI and says in a status how it ended.
///
/// A panic that left an `extern "C"` function would abort the whole process, so
/// this is where it stops. The bodies hold no state that a panic could leave
/// half-changed, hence `AssertUnwindSafe`.
pub(crate) fn guard(
    body: impl FnOnce() -> Result<(), CmultStatus>,
) -> CmultStatus {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => CmultStatus::Ok,
        Ok(Err(status)) => status,
        // The core's panics carry plain text: dropping it cannot panic.
        Err(_message) => CmultStatus::Panicked,
    }
}
// ANCHOR_END: guard

#[cfg(test)]
mod tests {
    use super::*;

    fn message(code: i32) -> &'static str {
        // SAFETY: the function returns a static C string, whatever the code.
        let message = unsafe { CStr::from_ptr(cmult_status_message(code)) };
        message.to_str().expect("messages are ASCII")
    }

    #[test]
    fn guard_passes_the_status_on() {
        assert_eq!(guard(|| Ok(())), CmultStatus::Ok);
        assert_eq!(
            guard(|| Err(CmultStatus::NullPointer)),
            CmultStatus::NullPointer
        );
    }

    #[test]
    fn guard_stops_a_panic() {
        assert_eq!(guard(|| panic!("on purpose")), CmultStatus::Panicked);
    }

    #[test]
    fn every_error_of_the_core_keeps_its_words() {
        for error in [
            Error::IntegerOverflow,
            Error::LengthMismatch,
            Error::TextTooLong,
            Error::OutOfMemory,
        ] {
            let status = CmultStatus::from(error);
            assert_ne!(status, CmultStatus::Unknown, "{error:?}");
            assert_eq!(message(status as i32), error.to_string());
        }
    }

    #[test]
    fn a_number_that_is_not_a_code_has_words_too() {
        for code in [-1, 14, i32::MIN, i32::MAX] {
            assert_eq!(message(code), "unknown error");
        }
    }
}
