//! libcmult, the shared library: the C ABI of `cmult` as a file to load.
//!
//! The functions are `cmult-capi`'s. Naming that crate is what makes the linker
//! keep them: without the line below this library would be empty.

pub use cmult_capi::*;
