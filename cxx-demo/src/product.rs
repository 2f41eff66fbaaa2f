//! An object that lives in Rust: C++ owns it by a `rust::Box`.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::errors::{ErrorKind, guard};
use crate::ffi::Outcome;

/// A running product that several threads may use, until one of them closes it.
pub struct Product(Mutex<Option<cmult::Product>>);

pub(crate) fn new_product(start: f64) -> Box<Product> {
    Box::new(Product(Mutex::new(Some(cmult::Product::new(start)))))
}

impl Product {
    fn lock(&self) -> MutexGuard<'_, Option<cmult::Product>> {
        // Poisoned or not: what is inside is one number, never half-changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn multiply_by(&self, factor: f64) -> Outcome {
        let multiply =
            |product: &mut cmult::Product| product.multiply_by(factor);
        guard(&mut (), || {
            self.lock().as_mut().map(multiply).ok_or_else(closed)
        })
    }

    pub(crate) fn value(&self, value: &mut f64) -> Outcome {
        let so_far = cmult::Product::value;
        guard(value, || {
            self.lock().as_ref().map(so_far).ok_or_else(closed)
        })
    }

    pub(crate) fn close(&self) {
        *self.lock() = None;
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lock().is_none()
    }
}

fn closed() -> Outcome {
    Outcome::new(ErrorKind::Value, "the product is closed")
}
