//! Text: borrowed from C++ on the way in, owned by C++ on the way out.

use crate::errors::guard;
use crate::ffi::Outcome;

pub(crate) fn repeat(text: &str, times: usize, copies: &mut String) -> Outcome {
    guard(copies, || cmult::repeat(text, times))
}
