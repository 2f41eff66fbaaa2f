//! Long work: a loop that takes as long as it is told to.

/// Multiplies `start` by `factor`, `times` times.
///
/// Each step needs the one before, so the loop cannot be shortened: about a
/// nanosecond a step. Nothing ends it early. Who may have to stop asks for a few
/// million steps at a time: the product of one piece is the start of the next.
pub fn compound(start: f64, factor: f64, times: u64) -> f64 {
    (0..times).fold(start, |value, _| value * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_again_and_again() {
        assert_eq!(compound(3.0, 2.0, 4), 48.0);
        assert_eq!(compound(3.0, 2.0, 0), 3.0);
        assert_eq!(compound(1.0, 2.0, 2_000), f64::INFINITY);
    }
}
