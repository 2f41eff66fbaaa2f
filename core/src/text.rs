//! Strings: borrowed on the way in, owned on the way out.

use crate::Error;

/// Multiplies a text: `times` copies of it, one after the other.
///
/// Unlike [`str::repeat`] it reports what it cannot do: a library that is called
/// from another language has no business ending the process.
///
/// # Errors
///
/// - [`Error::TextTooLong`] when the result would have more than [`isize::MAX`]
///   bytes, which no allocation may have.
/// - [`Error::OutOfMemory`] when the allocator refuses the bytes.
pub fn repeat(text: &str, times: usize) -> Result<String, Error> {
    let bytes = text
        .len()
        .checked_mul(times)
        .filter(|&bytes| isize::try_from(bytes).is_ok())
        .ok_or(Error::TextTooLong)?;
    let mut copies = String::new();
    copies
        .try_reserve_exact(bytes)
        .map_err(|_| Error::OutOfMemory)?;
    // An empty text would loop `times` times to add nothing.
    if !text.is_empty() {
        for _ in 0..times {
            copies.push_str(text);
        }
    }
    Ok(copies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_a_text() {
        assert_eq!(repeat("ab", 3).as_deref(), Ok("ababab"));
        assert_eq!(repeat("ab", 0).as_deref(), Ok(""));
        assert_eq!(repeat("é\0", 2).as_deref(), Ok("é\0é\0"));
    }

    #[test]
    fn an_empty_text_repeats_at_once() {
        assert_eq!(repeat("", usize::MAX).as_deref(), Ok(""));
    }

    #[test]
    fn reports_a_length_that_cannot_be() {
        assert_eq!(repeat("ab", usize::MAX), Err(Error::TextTooLong));
        assert_eq!(
            repeat("a", isize::MAX as usize + 1),
            Err(Error::TextTooLong)
        );
    }

    #[test]
    fn reports_an_allocation_that_fails() {
        assert_eq!(repeat("a", isize::MAX as usize), Err(Error::OutOfMemory));
    }
}
