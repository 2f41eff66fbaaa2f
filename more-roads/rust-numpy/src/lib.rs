//! rust-numpy: NumPy's arrays as slices, in safe PyO3.

#![forbid(unsafe_code)]

#[pyo3::pymodule]
mod cmult_rust_numpy {
    use numpy::{PyReadonlyArray1, PyReadwriteArray1};
    use pyo3::exceptions::PyValueError;
    use pyo3::prelude::*;

    #[pyfunction]
    fn multiply(int_param: i32, float_param: f32) -> f32 {
        cmult::multiply(int_param, float_param)
    }

    // ANCHOR: arrays
    #[pyfunction]
    fn dot(
        a: PyReadonlyArray1<'_, f64>,
        b: PyReadonlyArray1<'_, f64>,
    ) -> PyResult<f64> {
        cmult::dot(a.as_slice()?, b.as_slice()?)
            .map_err(|error| PyValueError::new_err(error.to_string()))
    }

    #[pyfunction]
    fn scale_in_place(
        mut values: PyReadwriteArray1<'_, f64>,
        factor: f64,
    ) -> PyResult<()> {
        cmult::scale_in_place(values.as_slice_mut()?, factor);
        Ok(())
    }
    // ANCHOR_END: arrays

    /// Two borrows of arrays at once, one of them to write to.
    #[pyfunction]
    fn scale_by_first(
        mut values: PyReadwriteArray1<'_, f64>,
        factors: PyReadonlyArray1<'_, f64>,
    ) -> PyResult<()> {
        let factor = factors.as_slice()?.first().copied().unwrap_or(1.0);
        cmult::scale_in_place(values.as_slice_mut()?, factor);
        Ok(())
    }
}
