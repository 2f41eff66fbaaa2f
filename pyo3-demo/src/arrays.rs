//! Arrays: the caller's memory, read or changed where it lies.

use std::rc::Rc;

use pyo3::exceptions::PyRecursionError;
use pyo3::prelude::*;

use crate::buffer::{Doubles, DoublesMut};
use crate::errors::CoreError;

/// The number of elements from which letting other threads run is worth it.
const LONG_ARRAY: usize = 32_768;

// ANCHOR: scale_in_place
/// Multiply each element of an array by ``factor``, where it lies.
///
/// Other threads run while the array is long; they must leave it alone.
///
/// Args:
///     values: a writable, C-contiguous buffer of 64-bit floats.
///     factor: a number.
#[pyfunction]
pub fn scale_in_place(py: Python<'_>, mut values: DoublesMut, factor: f64) {
    let values = values.as_mut_slice();
    if values.len() >= LONG_ARRAY {
        py.detach(|| cmult::scale_in_place(values, factor));
    } else {
        cmult::scale_in_place(values, factor);
    }
}
// ANCHOR_END: scale_in_place

/// Multiply two arrays element by element, and add the products.
///
/// The order of the additions is fixed: the sum is the same on every machine. Other
/// threads run while the arrays are long; they must leave them alone.
///
/// Args:
///     a: a C-contiguous buffer of 64-bit floats.
///     b: another of the same length.
///
/// Returns:
///     The sum, a 64-bit float.
///
/// Raises:
///     ValueError: ``a`` and ``b`` differ in length.
#[pyfunction]
pub fn dot(py: Python<'_>, a: Doubles, b: Doubles) -> Result<f64, CoreError> {
    let (a, b) = (a.as_slice(), b.as_slice());
    Ok(if a.len() >= LONG_ARRAY {
        py.detach(|| cmult::dot(a, b))
    } else {
        cmult::dot(a, b)
    }?)
}

/// How many calls of `map_in_place` may run in one thread, each in the one before.
///
/// A level takes more than a kilobyte of the stack, most of it Python's and
/// PyO3's. Python's own limit of 1000 levels would let it fill a small stack.
const DEEPEST: usize = 200;

thread_local! {
    /// Shared by the calls that run: it counts them.
    static LEVELS: Rc<()> = Rc::new(());
}

/// Replace each element of an array by what ``function`` makes of it, in order.
///
/// What ``function`` raises comes out as it is: elements before it are changed then,
/// the others are not. It may read and change the same array, but not resize it.
///
/// Args:
///     values: a writable, C-contiguous buffer of 64-bit floats.
///     function: takes and returns a float.
#[pyfunction]
pub fn map_in_place(
    mut values: DoublesMut,
    function: &Bound<'_, PyAny>,
) -> PyResult<()> {
    if LEVELS.with(Rc::strong_count) > DEEPEST {
        return Err(PyRecursionError::new_err("map_in_place: too many levels"));
    }
    let _level = LEVELS.with(Rc::clone);
    cmult::map_cells(values.as_cells(), |value| {
        let result = function.call1((value,))?.extract()?;
        // A function written in C leaves Ctrl-C to us.
        function.py().check_signals()?;
        Ok(result)
    })
}
