//! A panic at the border, on demand.

use crate::status::{CmultStatus, guard};

/// Panics inside, and so always returns `Panicked`: for tests and for the book.
#[unsafe(no_mangle)]
pub extern "C" fn cmult_panic() -> CmultStatus {
    guard(|| {
        cmult::panic_on_purpose();
        Ok(())
    })
}
