//! The tutorial's function, with and without its line of output.

use std::fs::File;
use std::io::{self, Write};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;

// ANCHOR: multiply
/// Multiplies an integer by a float, in single precision.
///
/// `int_param` is rounded to the nearest `f32` first, as C's
/// `int_param * float_param` does.
pub fn multiply(int_param: i32, float_param: f32) -> f32 {
    int_param as f32 * float_param
}
// ANCHOR_END: multiply

// ANCHOR: cmult
/// Multiplies like [`multiply`] and prints a line on standard output:
///
/// ```text
///     In cmult : int: 6 float 2.3 returning  13.8
/// ```
///
/// The line is a courtesy, the product is the job: when standard output is
/// closed, broken or full the line is lost and the product is still returned.
pub fn cmult(int_param: i32, float_param: f32) -> f32 {
    let product = multiply(int_param, float_param);
    // `println!` would panic here when nobody reads standard output any more.
    let _ = print_line(&format!(
        "    In cmult : int: {int_param} float {float_param:.1} \
         returning  {product:.1}\n"
    ));
    product
}
// ANCHOR_END: cmult

/// Writes to standard output past Rust's buffer and its lock.
///
/// The buffer would keep a line that could not be written, and bring it out
/// later, into whatever standard output is by then. The lock may be held for
/// ever in a process that was forked while another thread was printing.
fn print_line(line: &str) -> io::Result<()> {
    let stdout = io::stdout();
    #[cfg(unix)]
    let own = stdout.as_fd().try_clone_to_owned()?;
    #[cfg(windows)]
    let own = stdout.as_handle().try_clone_to_owned()?;
    File::from(own).write_all(line.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_in_single_precision() {
        assert_eq!(multiply(6, 2.3), 13.799_999);
        assert_eq!(f64::from(multiply(6, 2.3)), 13.799_999_237_060_547);
    }

    #[test]
    fn rounds_the_integer_to_a_float_first() {
        assert_eq!(multiply(16_777_217, 1.0), 16_777_216.0);
    }

    #[test]
    fn overflows_to_infinity_and_keeps_nan() {
        assert_eq!(multiply(i32::MIN, f32::MAX), f32::NEG_INFINITY);
        assert!(multiply(0, f32::INFINITY).is_nan());
    }

    #[test]
    fn printing_does_not_change_the_product() {
        assert_eq!(cmult(6, 2.3), multiply(6, 2.3));
    }
}
