//! The C ABI of `cmult` as one static library, for Cython's modules to link.

// Naming the crate is what puts its functions into the library: a dependency that
// nobody mentions is left out, and the linker would miss every `cmult_…` symbol.
pub use cmult_capi::*;
