//! Arrays: the caller's memory, read or changed where it lies.

use cmult::LONG_ARRAY;
use pyo3::prelude::*;

use crate::buffer::{Doubles, DoublesMut};
use crate::convert::{
    Array, Function, Number, returned_f64, to_f64, wrong_type,
};
use crate::errors::CoreError;

// The array is borrowed last: converting the factor may run any Python code,
// and that code could not resize an array that is already borrowed.
//
// ANCHOR: scale_in_place
/// Multiply each element by ``factor``, in place.
///
/// ``values`` is a C-contiguous, writable buffer of 64-bit floats of any shape.
/// Other threads run during long arrays; they must leave this one alone.
///
/// Raises:
///     TypeError: ``values`` is no buffer of floats, or ``factor`` no number.
///     BufferError: ``values`` is read-only, strided or misaligned.
///     OverflowError: ``factor`` does not fit in a 64-bit float.
#[pyfunction]
pub fn scale_in_place(
    py: Python<'_>,
    values: Array,
    factor: Number,
) -> PyResult<()> {
    let factor = to_f64(&factor, "factor")?;
    let mut values = DoublesMut::of(&values, "values")?;
    let values = values.as_mut_slice();
    if values.len() >= LONG_ARRAY {
        py.detach(|| cmult::scale_in_place(values, factor));
    } else {
        cmult::scale_in_place(values, factor);
    }
    Ok(())
}
// ANCHOR_END: scale_in_place

// ANCHOR: dot
/// Multiply two arrays element by element and add the products.
///
/// ``a`` and ``b`` are C-contiguous buffers of 64-bit floats with the same
/// number of elements, of any shape. The order of the additions is fixed, so
/// that the result is the same on every machine. Other threads run during long
/// arrays; they must leave these alone.
///
/// Raises:
///     TypeError: an argument is not a buffer of 64-bit floats.
///     BufferError: an argument is strided or misaligned.
///     ValueError: ``a`` and ``b`` differ in length.
#[pyfunction]
pub fn dot(py: Python<'_>, a: Array, b: Array) -> PyResult<f64> {
    let (a, b) = (Doubles::of(&a, "a")?, Doubles::of(&b, "b")?);
    let (a, b) = (a.as_slice(), b.as_slice());
    let sum = if a.len() >= LONG_ARRAY {
        py.detach(|| cmult::dot(a, b))
    } else {
        cmult::dot(a, b)
    };
    Ok(sum.map_err(CoreError)?)
}
// ANCHOR_END: dot

// ANCHOR: map_in_place
/// Replace each element by what ``function`` makes of it, in order.
///
/// ``values`` is any C-contiguous, writable buffer of 64-bit floats, of any
/// shape. ``function`` may read and write it too. When ``function`` raises, the
/// elements before stay changed, and its exception comes out as it is.
///
/// Raises:
///     TypeError: ``values`` is not a buffer of 64-bit floats, ``function`` is
///         not callable, or it returned something that is not a number.
///     BufferError: ``values`` is read-only, strided or misaligned.
///     OverflowError: ``function`` returned more than a 64-bit float can hold.
#[pyfunction]
pub fn map_in_place(values: Array, function: Function) -> PyResult<()> {
    if !function.is_callable() {
        return Err(wrong_type(
            &function,
            format_args!("function must be callable"),
        ));
    }
    let values = DoublesMut::of(&values, "values")?;
    cmult::map_cells(values.as_cells(), |value| {
        returned_f64(&function.call1((value,))?, "function")
    })
}
// ANCHOR_END: map_in_place
