//! A Rust program with Python inside, which calls a package as any script would.
//!
//! Its argument is the folder in which the packages are.

use std::env;

use pyo3::prelude::*;

// ANCHOR: main
fn main() -> PyResult<()> {
    let packages = env::args().nth(1);
    Python::attach(|py| {
        // The Python that was linked knows of no virtual environment.
        py.import("site")?.call_method1("addsitedir", (packages,))?;

        let multiply = py.import("cmult_pyo3")?.getattr("multiply")?;
        let product: f64 = multiply.call1((6, 2.3))?.extract()?;
        println!("multiply: {product}");

        let values =
            py.import("array")?.call_method1("array", ("d", [1, 2]))?;
        let function = py.eval(c"lambda value: value * 2.5", None, None)?;
        py.import("cmult_ctypes")?
            .call_method1("map_in_place", (&values, function))?;
        println!("map_in_place: {:?}", values.extract::<Vec<f64>>()?);

        // What Python raises is an error like any other.
        if let Err(error) = multiply.call1((2_i64.pow(31), 2.3)) {
            println!("refused: {error}");
        }
        Ok(())
    })
}
// ANCHOR_END: main
