//! The C ABI of `my-package-core`, through which Python calls it.

use std::ffi::{CStr, c_char};
use std::panic::{UnwindSafe, catch_unwind};

use my_package_core::Error;

// ANCHOR: status
/// What became of a call.
#[repr(C)]
pub enum Status {
    Ok = 0,
    Overflow = 1,
    Panicked = 2,
}

/// Runs a function's body. A panic that left Rust would end the whole process.
fn guard(body: impl FnOnce() -> Result<(), Error> + UnwindSafe) -> Status {
    match catch_unwind(body) {
        Ok(Ok(())) => Status::Ok,
        Ok(Err(Error::Overflow)) => Status::Overflow,
        Err(_) => Status::Panicked,
    }
}
// ANCHOR_END: status

// ANCHOR: add
/// Adds two integers into `*sum`.
///
/// # Safety
///
/// `sum` is valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn my_package_add(
    a: i64,
    b: i64,
    sum: *mut i64,
) -> Status {
    guard(|| {
        let result = my_package_core::add(a, b)?;
        // SAFETY: the caller's promise.
        unsafe { sum.write(result) };
        Ok(())
    })
}
// ANCHOR_END: add

/// The words for a status. The text is static: nobody frees it.
#[unsafe(no_mangle)]
pub extern "C" fn my_package_message(status: i32) -> *const c_char {
    let message: &CStr = match status {
        0 => c"success",
        1 => c"the sum does not fit in 64 bits",
        _ => c"Rust panicked",
    };
    message.as_ptr()
}
