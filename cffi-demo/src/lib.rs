//! The C ABI of `cmult`, packaged for CFFI: as a static library that the
//! extension module swallows, and as a shared one that `dlopen` finds.

// Naming the crate is what exports its `#[no_mangle]` functions: with an empty
// `lib.rs` both libraries would build, hold nothing, and nobody would say so.
pub use cmult_capi::*;
