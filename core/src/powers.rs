//! Arrays that are made here: owned, and as long as the caller asks.

use std::iter;

use crate::Error;

/// An empty array with room for `length` elements.
fn with_room(length: usize) -> Result<Vec<f64>, Error> {
    let mut values = Vec::new();
    values
        .try_reserve_exact(length)
        .map_err(|_| Error::OutOfMemory)?;
    Ok(values)
}

/// The powers of `factor`, from the 0th on: 1, `factor`, `factor` squared, ...
///
/// Each is the one before, multiplied by `factor`.
///
/// # Errors
///
/// [`Error::OutOfMemory`] when the allocator refuses.
pub fn powers(factor: f64, length: usize) -> Result<Vec<f64>, Error> {
    let mut powers = with_room(length)?;
    let all = iter::successors(Some(1.0), |power| Some(power * factor));
    powers.extend(all.take(length));
    Ok(powers)
}

/// A copy of an array, where `to_vec` would end the process if memory is out.
///
/// # Errors
///
/// [`Error::OutOfMemory`] when the allocator refuses.
pub fn copy(values: &[f64]) -> Result<Vec<f64>, Error> {
    let mut copy = with_room(values.len())?;
    copy.extend_from_slice(values);
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_again_and_again() {
        assert_eq!(powers(2.0, 4), Ok(vec![1.0, 2.0, 4.0, 8.0]));
        assert_eq!(powers(f64::NAN, 1), Ok(vec![1.0]));
        assert_eq!(powers(2.0, 0), Ok(vec![]));
    }

    #[test]
    fn copies() {
        assert_eq!(copy(&[1.0, 2.0]), Ok(vec![1.0, 2.0]));
    }

    #[test]
    fn reports_an_allocation_that_fails() {
        assert_eq!(powers(2.0, usize::MAX), Err(Error::OutOfMemory));
        assert_eq!(powers(2.0, 1 << 59), Err(Error::OutOfMemory));
    }
}
