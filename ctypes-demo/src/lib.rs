//! The C ABI of `cmult`, packaged for ctypes.

pub use cmult_capi::*;
