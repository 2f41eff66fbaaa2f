//! cmult from Python through PyO3: the module, and what is in it.
//!
//! The files beside this one hold one idea each. `raw` is a first attempt; the
//! others are the finished binding.

// Two may say `unsafe`, and tell why: `buffer` and `exchange`.
#![deny(unsafe_code)]

mod aio;
mod arrays;
mod buffer;
mod errors;
mod exchange;
mod numbers;
mod product;
mod raw;
mod text;

// `gil_used = false` is PyO3's default. It is written down because it is a
// promise: nothing in this module needs the GIL to keep threads apart.
//
// ANCHOR: module
/// The compiled part of cmult_pyo3, private to it.
// ANCHOR: gil_used
#[pyo3::pymodule(gil_used = false)]
// ANCHOR_END: gil_used
mod _native {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::{
        aio::{Compound, compound_future},
        arrays::{dot, map_in_place, scale_in_place},
        exchange::Powers,
        numbers::{
            checked_multiply, cmult, compound, logical_and, multiply,
            multiply_complex,
        },
        product::Product,
        raw::raw,
        text::repeat,
    };

    /// Panic in Rust, to see what becomes of it.
    #[pyfunction]
    fn _panic() {
        ::cmult::panic_on_purpose();
    }
}
// ANCHOR_END: module
