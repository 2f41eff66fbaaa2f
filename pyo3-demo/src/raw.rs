//! A first attempt: Rust functions as they are, with PyO3's own conversions.
//!
//! Python sees them as `cmult_pyo3.raw.multiply` and so on. Most of them are
//! right already; what is missing is said at each.

use num_complex::Complex64;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// What PyO3 gives by default.
#[pyo3::pymodule(submodule, module = "cmult_pyo3")]
pub mod raw {
    #[pymodule_export]
    use super::{
        Product, checked_multiply, cmult, compound, dot, logical_and,
        map_in_place, multiply, multiply_complex, panic, repeat,
        scale_in_place,
    };
}

// ANCHOR: raw
/// Multiply and print. No other thread runs while it waits for standard output.
#[pyfunction]
pub fn cmult(int_param: i32, float_param: f32) -> f32 {
    ::cmult::cmult(int_param, float_param)
}

/// Multiply. A float beyond 32 bits becomes an infinity.
#[pyfunction]
pub fn multiply(int_param: i32, float_param: f32) -> f32 {
    ::cmult::multiply(int_param, float_param)
}

/// Multiply two integers. Every error of Rust's is a ValueError.
#[pyfunction]
pub fn checked_multiply(a: i64, b: i64) -> PyResult<i64> {
    ::cmult::checked_multiply(a, b)
        .map_err(|error| PyValueError::new_err(error.to_string()))
}
// ANCHOR_END: raw

/// Multiply two complex numbers.
#[pyfunction]
pub fn multiply_complex(a: Complex64, b: Complex64) -> Complex64 {
    let [a, b] = [a, b].map(|Complex64 { re, im }| ::cmult::Complex { re, im });
    let ::cmult::Complex { re, im } = ::cmult::multiply_complex(a, b);
    Complex64 { re, im }
}

/// Multiply a text. A panic when Python has no memory for the result.
#[pyfunction]
pub fn repeat(text: &str, times: usize) -> PyResult<String> {
    ::cmult::repeat(text, times)
        .map_err(|error| PyValueError::new_err(error.to_string()))
}

/// Multiply two truth values.
#[pyfunction]
pub fn logical_and(a: bool, b: bool) -> bool {
    ::cmult::logical_and(a, b)
}

// ANCHOR: raw_arrays
/// Multiply each element of a copy, which is then thrown away.
#[pyfunction]
pub fn scale_in_place(mut values: Vec<f64>, factor: f64) {
    ::cmult::scale_in_place(&mut values, factor);
}

/// Multiply two arrays element by element, from copies made object by object.
#[pyfunction]
pub fn dot(a: Vec<f64>, b: Vec<f64>) -> PyResult<f64> {
    ::cmult::dot(&a, &b)
        .map_err(|error| PyValueError::new_err(error.to_string()))
}

/// Replace each element of a copy, which is then thrown away.
#[pyfunction]
pub fn map_in_place(
    mut values: Vec<f64>,
    function: &Bound<'_, PyAny>,
) -> PyResult<()> {
    ::cmult::map_in_place(&mut values, |value| {
        function.call1((value,))?.extract()
    })
}
// ANCHOR_END: raw_arrays

/// Multiply again and again. No other thread runs meanwhile.
#[pyfunction]
pub fn compound(start: f64, factor: f64, times: u64) -> f64 {
    ::cmult::compound(start, factor, times)
}

/// Panic.
#[pyfunction]
pub fn panic() {
    ::cmult::panic_on_purpose();
}

/// A running product. Only Python's garbage collector ends its life.
#[pyclass(module = "cmult_pyo3.raw")]
pub struct Product(::cmult::Product);

#[pymethods]
impl Product {
    #[new]
    #[pyo3(signature = (start = 1.0))]
    fn new(start: f64) -> Self {
        Self(::cmult::Product::new(start))
    }

    /// Multiply the product. Two threads at once: RuntimeError.
    fn multiply_by(&mut self, factor: f64) {
        self.0.multiply_by(factor);
    }

    /// The product so far.
    #[getter]
    fn value(&self) -> f64 {
        self.0.value()
    }
}
