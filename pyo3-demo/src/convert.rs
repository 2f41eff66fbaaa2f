//! Arguments: from any Python object to the Rust value that it stands for.
//!
//! PyO3 converts an argument by its declared type. What it refuses becomes a
//! fitting exception, but the message does not say which argument was meant (a
//! note on the exception does, from Python 3.11 on), and a few conversions are
//! more generous than this binding wants to be. So the finished functions take
//! any object, and convert it by name in their first lines.

use std::convert::Infallible;
use std::fmt::Arguments;
use std::ops::Deref;

use num_complex::Complex64;
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyInt, PyString};
use pyo3::{Borrowed, intern};
#[cfg(feature = "stubs")]
use pyo3::{
    inspect::PyStaticExpr, type_hint_identifier as hint, type_hint_subscript,
    type_hint_union,
};

// ANCHOR: argument
/// Declares an argument type that accepts every object, and shows in the type
/// stub as what the function will make of it.
macro_rules! argument {
    ($(#[$doc:meta])* $name:ident: $hint:expr) => {
        $(#[$doc])*
        pub struct $name<'a, 'py>(Borrowed<'a, 'py, PyAny>);

        impl<'a, 'py> FromPyObject<'a, 'py> for $name<'a, 'py> {
            type Error = Infallible;
            #[cfg(feature = "stubs")]
            const INPUT_TYPE: PyStaticExpr = $hint;

            fn extract(
                obj: Borrowed<'a, 'py, PyAny>,
            ) -> Result<Self, Infallible> {
                Ok(Self(obj))
            }
        }

        // ANCHOR_END: argument
        impl<'py> Deref for $name<'_, 'py> {
            type Target = Bound<'py, PyAny>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
    };
}

/// How a stub writes a float argument.
#[cfg(feature = "stubs")]
pub const NUMBER: PyStaticExpr = type_hint_union!(
    hint!("typing", "SupportsFloat"),
    hint!("typing", "SupportsIndex")
);

argument! {
    /// An integer: an `int`, a `bool`, or what has `__index__`.
    Integer: hint!("typing", "SupportsIndex")
}
argument! {
    /// A float: a `float`, or what has `__float__` or `__index__`.
    Number: NUMBER
}
argument! {
    /// A complex number: a number, or what has `__complex__`.
    ComplexNumber: type_hint_union!(
        hint!("builtins", "complex"), hint!("typing", "SupportsComplex"), NUMBER
    )
}
argument! {
    /// A truth value.
    Truth: hint!("builtins", "bool")
}
argument! {
    /// A text.
    Text: hint!("builtins", "str")
}
argument! {
    /// An array: what supports the buffer protocol.
    Array: hint!("typing_extensions", "Buffer")
}
argument! {
    /// A function from float to float.
    Function: type_hint_subscript!(
        hint!("collections.abc", "Callable"),
        PyStaticExpr::List { elts: &[hint!("builtins", "float")] },
        NUMBER
    )
}

// ANCHOR: to_int
/// Python's idea of an integer.
///
/// A float has no `__index__`, so that 6.7 is refused instead of cut to 6.
fn to_int<'py>(
    value: &Bound<'py, PyAny>,
    name: &str,
) -> PyResult<Bound<'py, PyInt>> {
    static INDEX: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    if let Ok(int) = value.cast_exact::<PyInt>() {
        return Ok(int.clone());
    }
    // Always a plain int, also from a subclass that redefines what ints do.
    let index = INDEX.import(value.py(), "operator", "index")?;
    match index.call1((value,)) {
        Ok(int) => Ok(int.cast_into()?),
        Err(error) if has(value, "__index__")? => Err(error),
        Err(_) => {
            let demand = format_args!("{name} must be an integer");
            Err(wrong_type(value, demand))
        }
    }
}

// ANCHOR_END: to_int

// ANCHOR: to_i32
/// Converts an integer argument to `i32`.
pub fn to_i32(value: &Bound<'_, PyAny>, name: &str) -> PyResult<i32> {
    to_int(value, name)?
        .extract()
        .map_err(|_| does_not_fit(name, "a 32-bit signed integer"))
}
// ANCHOR_END: to_i32

/// Converts an integer argument to `i64`.
pub fn to_i64(value: &Bound<'_, PyAny>, name: &str) -> PyResult<i64> {
    to_int(value, name)?
        .extract()
        .map_err(|_| does_not_fit(name, "a 64-bit signed integer"))
}

/// Converts a number of times to `u64`.
pub fn to_times(value: &Bound<'_, PyAny>, name: &str) -> PyResult<u64> {
    let times = to_int(value, name)?;
    match times.extract() {
        Ok(times) => Ok(times),
        // "Less than never" is a wrong value, not one that is too large.
        Err(_) if times.lt(0)? => Err(PyValueError::new_err(format!(
            "{name} must not be negative"
        ))),
        Err(_) => Err(does_not_fit(name, "a 64-bit unsigned integer")),
    }
}

/// Converts a float argument.
pub fn to_f64(value: &Bound<'_, PyAny>, name: &str) -> PyResult<f64> {
    float_or(
        value,
        format_args!("{name} must be a number"),
        format_args!("{name} must fit in a 64-bit float"),
    )
}

/// Converts what a callback returned.
pub fn returned_f64(value: &Bound<'_, PyAny>, name: &str) -> PyResult<f64> {
    float_or(
        value,
        format_args!("{name} must return a number"),
        format_args!("{name} must return a number that fits in a 64-bit float"),
    )
}

// ANCHOR: to_f32
/// Converts a float argument to `f32`, rounding to the nearest.
///
/// PyO3's own conversion makes an infinity of 1e300 and says nothing.
pub fn to_f32(value: &Bound<'_, PyAny>, name: &str) -> PyResult<f32> {
    let double = to_f64(value, name)?;
    let single = double as f32;
    if single.is_infinite() && double.is_finite() {
        return Err(does_not_fit(name, "a 32-bit float"));
    }
    Ok(single)
}
// ANCHOR_END: to_f32

/// Converts a complex argument.
pub fn to_complex(
    value: &Bound<'_, PyAny>,
    name: &str,
) -> PyResult<cmult::Complex> {
    match value.extract() {
        Ok(Complex64 { re, im }) => Ok(cmult::Complex { re, im }),
        Err(error) if has(value, "__complex__")? => Err(error),
        // Without `__complex__`, Python makes a float of it.
        Err(error) => Err(float_refused(
            error,
            value,
            format_args!("{name} must be a complex number"),
            format_args!("{name} must fit in 64-bit floats"),
        )?),
    }
}

/// Converts a truth value: `True` or `False` themselves.
///
/// PyO3's own conversion to `bool` takes NumPy's booleans too.
pub fn to_bool(value: &Bound<'_, PyAny>, name: &str) -> PyResult<bool> {
    value
        .cast::<PyBool>()
        .map(|value| value.is_true())
        .map_err(|_| wrong_type(value, format_args!("{name} must be a bool")))
}

/// Borrows a text argument: Python keeps the UTF-8 form with the object.
///
/// A lone surrogate has no UTF-8 form and raises `UnicodeEncodeError`.
pub fn to_str<'a>(
    value: &'a Bound<'_, PyAny>,
    name: &str,
) -> PyResult<&'a str> {
    value
        .cast::<PyString>()
        .map_err(|_| wrong_type(value, format_args!("{name} must be a str")))?
        .to_str()
}

/// The `TypeError` for a value that is not what was demanded of it.
pub fn wrong_type(value: &Bound<'_, PyAny>, demand: Arguments<'_>) -> PyErr {
    match value.get_type().name() {
        Ok(found) => PyTypeError::new_err(format!("{demand}, not {found}")),
        Err(error) => error,
    }
}

/// The `OverflowError` for an argument outside the range of its Rust type.
///
/// Without the number: Python refuses to print one of more than 4300 digits.
pub fn does_not_fit(name: &str, wanted: &str) -> PyErr {
    PyOverflowError::new_err(format!("{name} must fit in {wanted}"))
}

/// Converts to a float as Python does, with our words for Python's refusals.
fn float_or(
    value: &Bound<'_, PyAny>,
    no_number: Arguments<'_>,
    too_large: Arguments<'_>,
) -> PyResult<f64> {
    match value.extract() {
        Ok(float) => Ok(float),
        Err(error) => Err(float_refused(error, value, no_number, too_large)?),
    }
}

/// Puts it into our words that Python cannot make a float of a value.
///
/// What an object's own `__float__` raised is its own affair, and stays.
fn float_refused(
    error: PyErr,
    value: &Bound<'_, PyAny>,
    no_number: Arguments<'_>,
    too_large: Arguments<'_>,
) -> PyResult<PyErr> {
    let py = value.py();
    let by_way_of_int = match provider(value, "__float__")? {
        Some(class) => class.is(py.get_type::<PyInt>()),
        None if has(value, "__index__")? => true,
        None => return Ok(wrong_type(value, no_number)),
    };
    if by_way_of_int && error.is_instance_of::<PyOverflowError>(py) {
        return Ok(PyOverflowError::new_err(too_large.to_string()));
    }
    Ok(error)
}

fn has(value: &Bound<'_, PyAny>, method: &str) -> PyResult<bool> {
    Ok(provider(value, method)?.is_some())
}

/// The class that gives a value its special method.
///
/// Python looks in the value's type and the bases of it. `hasattr` would look
/// in the type's own type too: a class may be a number without its instances.
fn provider<'py>(
    value: &Bound<'py, PyAny>,
    method: &str,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    for class in value.get_type().mro() {
        let attributes = class.getattr(intern!(value.py(), "__dict__"))?;
        if attributes.contains(method)? {
            return Ok(Some(class));
        }
    }
    Ok(None)
}
