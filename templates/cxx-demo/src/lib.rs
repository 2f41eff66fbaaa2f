//! `my-package-core` for C++, over a cxx bridge.

use std::panic::{UnwindSafe, catch_unwind};

use my_package_core::Error;

use ffi::{ErrorKind, Outcome};

// ANCHOR: bridge
#[cxx::bridge(namespace = "bridge")]
mod ffi {
    enum ErrorKind {
        None,
        Overflow,
        Panic,
    }

    /// What came of a call. cxx's own `Result` would leave C++ the text only.
    struct Outcome {
        error: ErrorKind,
        message: String,
    }

    extern "Rust" {
        fn add(a: i64, b: i64, sum: &mut i64) -> Outcome;
    }
}

fn add(a: i64, b: i64, sum: &mut i64) -> Outcome {
    guard(|| my_package_core::add(a, b), sum)
}
// ANCHOR_END: bridge

/// Runs a function's body. A panic that reached cxx would end the process.
fn guard<T>(
    body: impl FnOnce() -> Result<T, Error> + UnwindSafe,
    result: &mut T,
) -> Outcome {
    let (error, message) = match catch_unwind(body) {
        Ok(Ok(value)) => {
            *result = value;
            (ErrorKind::None, String::new())
        }
        Ok(Err(Error::Overflow)) => {
            (ErrorKind::Overflow, Error::Overflow.to_string())
        }
        Err(_) => (ErrorKind::Panic, "Rust panicked".to_owned()),
    };
    Outcome { error, message }
}
