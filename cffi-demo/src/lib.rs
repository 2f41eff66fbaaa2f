//! The C ABI of `cmult`, packaged for cffi.

pub use cmult_capi::*;
