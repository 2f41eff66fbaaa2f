//! Arrays: the caller's memory, read or changed where it lies.

use std::cell::Cell;

use pulp::{Arch, NullaryFnOnce};

use crate::Error;

/// Multiplies each element by `factor`, in place.
pub fn scale_in_place(values: &mut [f64], factor: f64) {
    // Compiled once for every x86-64 processor, and once more for those with
    // wider vector instructions; `dispatch` chooses when it runs.
    Arch::new().dispatch(
        #[inline(always)]
        || {
            for value in values {
                *value *= factor;
            }
        },
    );
}

/// How many partial sums [`dot`] keeps: enough for vector instructions of any
/// width to have work while the ones before are on their way.
const LANES: usize = 32;

/// Up to this length [`dot`] is quicker without vector instructions.
const SHORT: usize = 16;
const _: () = assert!(SHORT <= LANES);

/// Multiplies two arrays element by element and adds the products.
///
/// Partial sums run side by side, so that the compiler may use vector
/// instructions: element `i` belongs to sum `i % 32`. In the end the sums are
/// added, first to last. The order is part of the contract: it makes the result
/// the same on every machine.
///
/// # Errors
///
/// [`Error::LengthMismatch`] when the arrays differ in length.
pub fn dot(a: &[f64], b: &[f64]) -> Result<f64, Error> {
    if a.len() != b.len() {
        return Err(Error::LengthMismatch);
    }
    if a.len() <= SHORT {
        // No two elements share a sum: adding them in order is the same, and
        // done before the processor has been asked what it can do.
        return Ok(a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b));
    }
    Ok(Arch::new().dispatch(Dot(a, b)))
}

/// The work of [`dot`]. A closure would do, as in [`scale_in_place`], but the
/// compiler finds fewer vector instructions for it.
struct Dot<'a>(&'a [f64], &'a [f64]);

impl NullaryFnOnce for Dot<'_> {
    type Output = f64;

    #[inline(always)]
    fn call(self) -> f64 {
        let Self(a, b) = self;
        let mut sums = [0.0; LANES];
        let (a_blocks, a_rest) = a.as_chunks::<LANES>();
        let (b_blocks, b_rest) = b.as_chunks::<LANES>();
        for (a, b) in a_blocks.iter().zip(b_blocks) {
            for lane in 0..LANES {
                sums[lane] += a[lane] * b[lane];
            }
        }
        for (lane, (a, b)) in a_rest.iter().zip(b_rest).enumerate() {
            sums[lane] += a * b;
        }
        sums.iter().sum()
    }
}

/// Replaces each element by what `function` makes of it, in order.
///
/// # Errors
///
/// The first error of `function`, as it is. Elements before it stay changed,
/// the one it failed on and those after it stay as they were.
pub fn map_in_place<E>(
    values: &mut [f64],
    function: impl FnMut(f64) -> Result<f64, E>,
) -> Result<(), E> {
    map_cells(Cell::from_mut(values).as_slice_of_cells(), function)
}

/// [`map_in_place`] for memory that is shared with its owner.
///
/// A callback written in Python can reach the very array that is being mapped.
/// `&mut [f64]` would promise that nobody does; a slice of cells makes no such
/// promise, and each element is read just before its turn.
///
/// # Errors
///
/// As [`map_in_place`].
pub fn map_cells<E>(
    values: &[Cell<f64>],
    mut function: impl FnMut(f64) -> Result<f64, E>,
) -> Result<(), E> {
    for value in values {
        value.set(function(value.get())?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_every_element() {
        let mut values = [1.0, -2.0, f64::INFINITY];
        scale_in_place(&mut values, 0.5);
        assert_eq!(values, [0.5, -1.0, f64::INFINITY]);
        scale_in_place(&mut [], 2.0);
    }

    #[test]
    fn dot_adds_the_products() {
        assert_eq!(dot(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]), Ok(32.0));
        assert_eq!(dot(&[], &[]), Ok(0.0));
    }

    #[test]
    fn dot_keeps_its_documented_order() {
        // Elements 0 and 32 share a sum, which is complete before the one is
        // added. In the order of the array, the one would be lost beside 1e16.
        let mut a = [0.0; 33];
        (a[0], a[1], a[32]) = (1e16, 1.0, -1e16);
        assert_eq!(dot(&a, &[1.0; 33]), Ok(1.0));
        // Elements 0 and 16 do not, and so it is lost.
        let mut a = [0.0; 17];
        (a[0], a[1], a[16]) = (1e16, 1.0, -1e16);
        assert_eq!(dot(&a, &[1.0; 17]), Ok(0.0));
    }

    #[test]
    fn dot_of_few_elements_is_the_same() {
        // The elements after them are zeros, which change no sum.
        let numbers = [1e16, 1.0, -1e16, -0.0, 0.1, f64::MIN_POSITIVE];
        for length in 0..=SHORT {
            let few: Vec<_> =
                numbers.into_iter().cycle().take(length).collect();
            let mut many = few.clone();
            many.resize(2 * LANES, 0.0);
            let ones = vec![1.0; many.len()];
            let sum = dot(&few, &ones[..length]).map(f64::to_bits);
            assert_eq!(sum, dot(&many, &ones).map(f64::to_bits));
        }
        assert_eq!(dot(&[-0.0], &[1.0]).map(f64::to_bits), Ok(0));
    }

    #[test]
    fn dot_refuses_different_lengths() {
        assert_eq!(dot(&[1.0], &[]), Err(Error::LengthMismatch));
    }

    #[test]
    fn map_stops_at_the_first_error() {
        let mut values = [1.0, 2.0, 3.0];
        let result = map_in_place(&mut values, |value| {
            if value == 2.0 {
                Err("two")
            } else {
                Ok(value * 10.0)
            }
        });
        assert_eq!(result, Err("two"));
        assert_eq!(values, [10.0, 2.0, 3.0]);
    }

    #[test]
    fn a_callback_may_change_the_elements_that_follow() {
        let values = [Cell::new(1.0), Cell::new(2.0)];
        let result: Result<(), ()> = map_cells(&values, |value| {
            values[1].set(7.0);
            Ok(value + 1.0)
        });
        assert_eq!(result, Ok(()));
        assert_eq!(values.map(Cell::into_inner), [2.0, 8.0]);
    }
}
