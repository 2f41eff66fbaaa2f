//! An object that lives in Rust: C++ owns it by a `rust::Box`.

use crate::guard::{Failure, guard};

/// The core's `Product`, in a type of this crate: cxx has to implement traits
/// for it, and Rust allows that for a crate's own types only.
pub struct Product(cmult::Product);

pub(crate) fn new_product(start: f64) -> Result<Box<Product>, Failure> {
    guard(|| Ok(Box::new(Product(cmult::Product::new(start)))))
}

impl Product {
    pub(crate) fn multiply_by(&mut self, factor: f64) -> Result<(), Failure> {
        guard(|| {
            self.0.multiply_by(factor);
            Ok(())
        })
    }

    pub(crate) fn value(&self) -> Result<f64, Failure> {
        guard(|| Ok(self.0.value()))
    }
}
