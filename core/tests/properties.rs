//! What holds for every input, tried on many.

use std::cell::Cell;

use cmult::{Complex, Error, Product};
use proptest::num::f64 as floats;
use proptest::prelude::*;

/// Every `f64` there is: subnormal, infinite and nan too.
fn any_float() -> floats::Any {
    floats::ANY
}

/// Integers all over their range, and close to its ends.
fn any_int() -> impl Strategy<Value = i64> {
    prop_oneof![
        any::<i64>(),
        -5_000_000_000..5_000_000_000_i64,
        i64::MIN..i64::MIN + 3,
        i64::MAX - 3..i64::MAX,
    ]
}

/// Two arrays of one length.
fn two_arrays(
    element: impl Strategy<Value = f64> + Clone,
) -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    prop::collection::vec((element.clone(), element), 0..100)
        .prop_map(|pairs| pairs.into_iter().unzip())
}

/// The bits of a float, one value for all nan.
fn bits(value: f64) -> u64 {
    if value.is_nan() { f64::NAN } else { value }.to_bits()
}

fn all_bits(values: &[f64]) -> Vec<u64> {
    values.iter().copied().map(bits).collect()
}

/// `dot` by its words: element `i` belongs to sum `i % 32`; the sums are added.
fn dot_as_documented(a: &[f64], b: &[f64]) -> f64 {
    let lane = |lane: usize| {
        (lane..a.len())
            .step_by(32)
            .fold(0.0, |sum, i| sum + a[i] * b[i])
    };
    (0..32).map(lane).fold(0.0, |sum, lane| sum + lane)
}

proptest! {
    #[test]
    fn multiply_rounds_once_per_step(int_param: i32, float_param in proptest::num::f32::ANY) {
        // A product of two `f32` is exact in an `f64`.
        let exact = f64::from(int_param as f32) * f64::from(float_param);
        let product = cmult::multiply(int_param, float_param);
        prop_assert_eq!(bits(f64::from(product)), bits(f64::from(exact as f32)));
    }

    #[test]
    fn checked_multiply_is_exact_or_says_so(a in any_int(), b in any_int()) {
        // 128 bits hold every product of two numbers of 64.
        let exact = i128::from(a) * i128::from(b);
        let expected = i64::try_from(exact).map_err(|_| Error::IntegerOverflow);
        prop_assert_eq!(cmult::checked_multiply(a, b), expected);
    }

    #[test]
    fn multiply_complex_commutes(
        a_re in any_float(), a_im in any_float(), b_re in any_float(), b_im in any_float(),
    ) {
        let a = Complex { re: a_re, im: a_im };
        let b = Complex { re: b_re, im: b_im };
        let (ab, ba) = (cmult::multiply_complex(a, b), cmult::multiply_complex(b, a));
        prop_assert_eq!(bits(ab.re), bits(ba.re));
        prop_assert_eq!(bits(ab.im), bits(ba.im));
        prop_assert_eq!(bits(ab.re), bits(a_re * b_re - a_im * b_im));
    }

    #[test]
    fn repeat_is_the_text_over_and_over(text: String, times in 0_usize..20) {
        let repeated = cmult::repeat(&text, times);
        prop_assert_eq!(repeated, Ok(text.repeat(times)));
    }

    #[test]
    fn repeat_refuses_what_is_longer_than_memory(text in "..+", times: usize) {
        // At least two bytes, half the address space or more times.
        let times = times | (usize::MAX / 4 + 1);
        prop_assert_eq!(cmult::repeat(&text, times), Err(Error::TextTooLong));
    }

    #[test]
    fn scale_multiplies_each_element(
        values in prop::collection::vec(any_float(), 0..100), factor in any_float(),
    ) {
        let expected: Vec<f64> = values.iter().map(|value| value * factor).collect();
        let mut scaled = values;
        cmult::scale_in_place(&mut scaled, factor);
        prop_assert_eq!(all_bits(&scaled), all_bits(&expected));
    }

    #[test]
    fn dot_keeps_its_documented_order((a, b) in two_arrays(any_float())) {
        let sum = cmult::dot(&a, &b).expect("one length");
        prop_assert_eq!(bits(sum), bits(dot_as_documented(&a, &b)));
    }

    #[test]
    fn dot_is_near_the_plain_sum((a, b) in two_arrays(-1e6..1e6)) {
        // Whatever the order, n roundings move a sum of n products by no more
        // than n * epsilon times the sum of their sizes.
        let products = || a.iter().zip(&b).map(|(a, b)| a * b);
        let plain: f64 = products().sum();
        let size: f64 = products().map(f64::abs).sum();
        let sum = cmult::dot(&a, &b).expect("one length");
        prop_assert!((sum - plain).abs() <= 2.0 * a.len() as f64 * f64::EPSILON * size);
    }

    #[test]
    fn dot_refuses_different_lengths(a in 0_usize..40, b in 0_usize..40) {
        let expected = if a == b { Ok(0.0) } else { Err(Error::LengthMismatch) };
        prop_assert_eq!(cmult::dot(&vec![0.0; a], &vec![0.0; b]), expected);
    }

    #[test]
    fn map_changes_what_comes_before_an_error(
        values in prop::collection::vec(any_float(), 0..50), good in 0_usize..60,
    ) {
        let mut mapped = values.clone();
        let mut calls = 0;
        let result = cmult::map_in_place(&mut mapped, |value| {
            calls += 1;
            if calls > good { Err(calls) } else { Ok(-value) }
        });
        let changed = good.min(values.len());
        prop_assert_eq!(result, if good < values.len() { Err(good + 1) } else { Ok(()) });
        let negated: Vec<f64> = values[..changed].iter().map(|value| -value).collect();
        prop_assert_eq!(all_bits(&mapped[..changed]), all_bits(&negated));
        prop_assert_eq!(all_bits(&mapped[changed..]), all_bits(&values[changed..]));
    }

    #[test]
    fn map_reads_each_element_just_before_its_turn(
        values in prop::collection::vec(-1e3..1e3, 1..50),
    ) {
        // Each call adds what it got to the next element: running sums.
        let cells: Vec<Cell<f64>> = values.iter().copied().map(Cell::new).collect();
        let mut turn = 0;
        let result = cmult::map_cells(&cells, |value| {
            turn += 1;
            if let Some(next) = cells.get(turn) {
                next.set(next.get() + value);
            }
            Ok::<_, Error>(value)
        });
        prop_assert_eq!(result, Ok(()));
        let sums: Vec<f64> = values
            .iter()
            .scan(0.0, |sum, value| {
                *sum += value;
                Some(*sum)
            })
            .collect();
        let mapped: Vec<f64> = cells.into_iter().map(Cell::into_inner).collect();
        prop_assert_eq!(mapped, sums);
    }

    #[test]
    fn compound_is_a_product_of_one_factor(
        start in any_float(), factor in any_float(), times in 0_u64..200,
    ) {
        let mut product = Product::new(start);
        for _ in 0..times {
            product.multiply_by(factor);
        }
        prop_assert_eq!(bits(cmult::compound(start, factor, times)), bits(product.value()));
    }
}
