//! Long work: the caller decides what else may run meanwhile.

/// Multiplies `start` by `factor`, `times` times.
#[unsafe(no_mangle)]
pub extern "C" fn cmult_compound(start: f64, factor: f64, times: u64) -> f64 {
    cmult::compound(start, factor, times)
}
