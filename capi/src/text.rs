//! Strings: borrowed in, owned out, and given back to be freed.

use std::mem::{offset_of, size_of};
use std::ptr;

use crate::pointer;
use crate::status::{CmultStatus, guard};

/// A text that Rust allocated: UTF-8 bytes without a closing NUL.
///
/// Give it back to `cmult_text_free`; `free()` belongs to another allocator.
#[repr(C)]
pub struct CmultText {
    /// The first byte. Not NULL, not to be changed.
    pub data: *mut u8,
    /// The number of bytes.
    pub length: usize,
}

// Declarations in other languages repeat this layout; it must not drift.
const _: () = assert!(size_of::<CmultText>() == 2 * size_of::<usize>());
const _: () = assert!(offset_of!(CmultText, length) == size_of::<usize>());

/// Repeats the `length` bytes at `text` `times` times, into a new `*repeated`.
///
/// Fails with `InvalidUtf8`, `TextTooLong`, `OutOfMemory` or `NullPointer`.
///
/// # Safety
///
/// - `text` is valid for reads of `length` bytes, or NULL;
/// - `repeated` is valid for writes, or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_text_repeat(
    text: *const u8,
    length: usize,
    times: usize,
    repeated: *mut CmultText,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(repeated) }?;
        // SAFETY: the caller's promise.
        let bytes = unsafe { pointer::slice(text, length) }?;
        let text =
            str::from_utf8(bytes).map_err(|_| CmultStatus::InvalidUtf8)?;
        let bytes = cmult::repeat(text, times)?
            .into_boxed_str()
            .into_boxed_bytes();
        out.write(CmultText {
            length: bytes.len(),
            data: Box::into_raw(bytes).cast(),
        });
        Ok(())
    })
}

// ANCHOR: free
/// Frees a text. One whose `data` is NULL is none, and nothing happens.
///
/// # Safety
///
/// `text` came from this library, unchanged, and is freed once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_text_free(text: CmultText) {
    if text.data.is_null() {
        return;
    }
    let bytes = ptr::slice_from_raw_parts_mut(text.data, text.length);
    // SAFETY: pointer and length of the box that `cmult_text_repeat` gave away.
    drop(unsafe { Box::from_raw(bytes) });
}
// ANCHOR_END: free
