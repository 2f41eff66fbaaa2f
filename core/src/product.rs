//! Objects: something that lives in Rust and is used from outside.

/// A running product.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    value: f64,
}

impl Product {
    /// Starts a product at `start`.
    pub fn new(start: f64) -> Self {
        Self { value: start }
    }

    /// Multiplies the product by `factor`.
    pub fn multiply_by(&mut self, factor: f64) {
        self.value *= factor;
    }

    /// The product so far.
    pub fn value(&self) -> f64 {
        self.value
    }
}

impl Default for Product {
    /// The empty product, which is 1.
    fn default() -> Self {
        Self::new(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_its_factors() {
        let mut product = Product::default();
        product.multiply_by(6.0);
        product.multiply_by(2.5);
        assert_eq!(product.value(), 15.0);
    }
}
