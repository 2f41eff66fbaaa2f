//! Diplomat: a module of Rust that the tool reads, for C++, JavaScript, Kotlin and Dart,
//! and through C++ and nanobind for Python.

#[diplomat::config(lib_name = "cmult_diplomat")]
#[diplomat::bridge]
mod ffi {
    use diplomat_runtime::DiplomatWrite;
    use std::fmt::Write;

    // ANCHOR: functions
    /// Why a call failed: Python gets this, inside an exception.
    #[diplomat::attr(auto, error)]
    #[derive(Debug)]
    pub enum CmultError {
        LengthMismatch,
        TextTooLong,
        Other,
    }

    pub fn multiply(int_param: i32, float_param: f32) -> f32 {
        cmult::multiply(int_param, float_param)
    }

    /// A buffer of doubles is read where it lies, a list is copied.
    pub fn dot(a: &[f64], b: &[f64]) -> Result<f64, CmultError> {
        cmult::dot(a, b).map_err(super::kind)
    }
    // ANCHOR_END: functions

    /// A text is returned through a buffer of the caller's language.
    pub fn repeat(
        text: &str,
        times: usize,
        out: &mut DiplomatWrite,
    ) -> Result<(), CmultError> {
        let copies = cmult::repeat(text, times).map_err(super::kind)?;
        out.write_str(&copies).map_err(|_| CmultError::Other)
    }

    // ANCHOR: product
    #[diplomat::opaque_mut]
    pub struct Product(cmult::Product);

    impl Product {
        #[diplomat::attr(auto, constructor)]
        pub fn new(start: f64) -> Box<Product> {
            Box::new(Self(cmult::Product::new(start)))
        }

        pub fn multiply_by(&mut self, factor: f64) {
            self.0.multiply_by(factor);
        }

        #[diplomat::attr(auto, getter)]
        pub fn value(&self) -> f64 {
            self.0.value()
        }
    }
    // ANCHOR_END: product
}

fn kind(error: cmult::Error) -> ffi::CmultError {
    match error {
        cmult::Error::LengthMismatch => ffi::CmultError::LengthMismatch,
        cmult::Error::TextTooLong => ffi::CmultError::TextTooLong,
        _ => ffi::CmultError::Other,
    }
}
