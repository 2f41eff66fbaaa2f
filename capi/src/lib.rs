//! The C ABI of `cmult`: what every language that can call C can call.
//!
//! The core knows nothing of C, and this crate adds nothing to the core: each
//! function checks what came over the border, calls the core, and puts the
//! answer into a form that C understands. All `unsafe` of the C road is here.
//!
//! # Conventions
//!
//! - Functions are named `cmult_noun_verb`, types `Cmult…`, constants `CMULT_…`.
//!   `cmult` alone keeps the name that the tutorial's C library gave it.
//! - A function that can fail returns a [`CmultStatus`], 0 for success. Results
//!   go through out-pointers, last in the list, written only on success. There
//!   is no hidden "last error": [`cmult_status_message`] turns a code into words.
//! - NULL is checked and reported, except where "no array" makes sense: NULL with
//!   length 0 is an empty array, a product that is NULL is a closed one.
//!   `…_free(NULL)` does nothing.
//! - Strings are pointer and length, UTF-8, and may hold NUL bytes. What this
//!   library allocates, this library frees: each owner has its `…_free`.
//! - Status codes are only ever added, never renumbered.
//! - A panic stops at the border: a function that returns a status turns it into
//!   [`CmultStatus::Panicked`], the others have no way to panic.
//!
//! # Safety
//!
//! "Valid for reads" and "valid for writes" mean what they mean in [`std::ptr`].
//! Each function says what it needs of its pointers; a function that takes none
//! is safe to call with any arguments. Any function may be called from any
//! thread. A product has a lock, and any number of threads may use it, until one
//! of them frees it; an array only one thread at a time.

mod array;
mod boolean;
mod complex;
mod compound;
mod exchange;
mod integer;
mod job;
mod lock;
mod panic;
mod pointer;
mod product;
mod scalar;
mod status;
mod text;

pub use array::{
    CmultMapFunction, cmult_array_dot, cmult_array_map, cmult_array_scale,
};
pub use boolean::cmult_logical_and;
pub use complex::{CmultComplex, cmult_multiply_complex};
pub use compound::cmult_compound;
pub use exchange::{
    CmultPowers, arrow::*, cmult_powers_free, cmult_powers_length,
    cmult_powers_new, dlpack::*,
};
pub use integer::cmult_checked_multiply;
pub use job::{
    CmultDoneFunction, CmultJob, cmult_job_cancel, cmult_job_free,
    cmult_job_start,
};
pub use panic::cmult_panic;
pub use product::{
    CmultProduct, cmult_product_close, cmult_product_free,
    cmult_product_is_closed, cmult_product_multiply_by, cmult_product_new,
    cmult_product_value,
};
pub use scalar::{cmult, cmult_multiply};
pub use status::{CmultStatus, cmult_status_message};
pub use text::{CmultText, cmult_text_free, cmult_text_repeat};
