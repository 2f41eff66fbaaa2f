//! The C ABI of `cmult`, packaged for cython.

pub use cmult_capi::*;
