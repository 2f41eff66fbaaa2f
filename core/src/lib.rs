//! A small library in which everything multiplies.
//!
//! It is ordinary safe Rust: it knows no Python, no C and no FFI. Each module
//! holds one idea, and each idea is one line of the marshalling checklist that
//! the bindings around this crate work through.

#![forbid(unsafe_code)]

mod array;
mod boolean;
mod complex;
mod compound;
mod error;
mod integer;
mod job;
mod panic;
mod powers;
mod product;
mod scalar;
mod text;

pub use array::{dot, map_cells, map_in_place, scale_in_place};
pub use boolean::logical_and;
pub use complex::{Complex, multiply_complex};
pub use compound::compound;
pub use error::Error;
pub use integer::checked_multiply;
pub use job::Job;
pub use panic::panic_on_purpose;
pub use powers::{copy, powers};
pub use product::Product;
pub use scalar::{cmult, multiply};
pub use text::repeat;
