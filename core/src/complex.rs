//! Complex numbers: a small structure that travels by value.

/// A complex number in double precision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    /// The real part.
    pub re: f64,
    /// The imaginary part.
    pub im: f64,
}

/// Multiplies two complex numbers by the schoolbook formula,
/// `(ac - bd) + (ad + bc)i`, each operation rounded on its own.
///
/// Infinities and nan follow from the formula; there is no recovery of
/// infinities as in C's Annex G.
pub fn multiply_complex(a: Complex, b: Complex) -> Complex {
    Complex {
        re: a.re * b.re - a.im * b.im,
        im: a.re * b.im + a.im * b.re,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_real_and_imaginary_parts() {
        let product = multiply_complex(
            Complex { re: 1.0, im: 2.0 },
            Complex { re: 3.0, im: -4.0 },
        );
        assert_eq!(product, Complex { re: 11.0, im: 2.0 });
    }

    #[test]
    fn the_square_of_i_is_minus_one() {
        let i = Complex { re: 0.0, im: 1.0 };
        assert_eq!(multiply_complex(i, i), Complex { re: -1.0, im: 0.0 });
    }
}
