//! The answers of `conformance/cases.toml`, straight from the core.
//!
//! The bindings are held to the same table. When a row fails here, the table or
//! the core is wrong; when it fails there only, the binding is.

use std::fs;

use cmult::{Complex, Error, Product};
use toml::{Table, Value};

const CASES: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../conformance/cases.toml");

/// What a call came to: one of `result`, `after` and `error` in the table.
enum Outcome {
    Result(Value),
    After(Vec<f64>),
    Error(Error),
}

#[test]
fn every_answer_of_the_table() {
    let cases: Table = fs::read_to_string(CASES)
        .expect("the table is beside the core")
        .parse()
        .expect("the table is TOML");
    let words = cases["errors"].as_table().expect("a table of errors");
    let mut count = 0;
    for (function, rows) in
        cases["answers"].as_table().expect("a table of functions")
    {
        for row in rows.as_array().expect("a list of cases") {
            let args = row["args"].as_array().expect("a list of arguments");
            check(function, args, row, words);
            count += 1;
        }
    }
    assert!(count > 50, "only {count} cases were read");
}

/// Compares one row with what the core does.
fn check(function: &str, args: &[Value], row: &Value, words: &Table) {
    let call = format!("{function}({args:?})");
    match outcome(function, args) {
        Outcome::Result(result) => assert!(
            same(&result, &row["result"]),
            "{call}: {result:?} is not {:?}",
            row["result"]
        ),
        Outcome::After(after) => {
            let after = Value::from(after);
            assert!(
                same(&after, &row["after"]),
                "{call}: {after:?} is not {:?}",
                row["after"]
            );
        }
        Outcome::Error(error) => {
            let name = format!("{error:?}");
            assert_eq!(row["error"].as_str(), Some(name.as_str()), "{call}");
            assert_eq!(
                words[&name]["message"].as_str(),
                Some(error.to_string().as_str())
            );
        }
    }
}

/// Makes the call that a row describes.
fn outcome(function: &str, args: &[Value]) -> Outcome {
    match function {
        "multiply" => {
            value(f64::from(cmult::multiply(int(&args[0]), single(&args[1]))))
        }
        "cmult" => {
            value(f64::from(cmult::cmult(int(&args[0]), single(&args[1]))))
        }
        "checked_multiply" => {
            fallible(cmult::checked_multiply(int(&args[0]), int(&args[1])))
        }
        "multiply_complex" => {
            let product =
                cmult::multiply_complex(complex(&args[0]), complex(&args[1]));
            value(vec![product.re, product.im])
        }
        "repeat" => fallible(cmult::repeat(text(&args[0]), int(&args[1]))),
        "logical_and" => {
            value(cmult::logical_and(boolean(&args[0]), boolean(&args[1])))
        }
        "scale_in_place" => {
            let mut values = floats(&args[0]);
            cmult::scale_in_place(&mut values, float(&args[1]));
            Outcome::After(values)
        }
        "dot" => fallible(cmult::dot(&floats(&args[0]), &floats(&args[1]))),
        "map_in_place" => {
            let mut values = floats(&args[0]);
            let function = callback(text(&args[1]));
            match cmult::map_in_place(&mut values, |value| {
                Ok::<_, Error>(function(value))
            }) {
                Ok(()) => Outcome::After(values),
                Err(error) => Outcome::Error(error),
            }
        }
        "Product" => {
            let mut product = Product::new(float(&args[0]));
            for factor in floats(&args[1]) {
                product.multiply_by(factor);
            }
            value(product.value())
        }
        "compound" => value(cmult::compound(
            float(&args[0]),
            float(&args[1]),
            int(&args[2]),
        )),
        _ => panic!(
            "the table names a function {function} that this test does not know"
        ),
    }
}

/// The callbacks that the table knows by name.
fn callback(name: &str) -> fn(f64) -> f64 {
    match name {
        "double" => |value| value * 2.0,
        "negate" => |value| -value,
        _ => panic!(
            "the table names a callback {name} that this test does not know"
        ),
    }
}

fn value(result: impl Into<Value>) -> Outcome {
    Outcome::Result(result.into())
}

fn fallible(result: Result<impl Into<Value>, Error>) -> Outcome {
    match result {
        Ok(result) => value(result),
        Err(error) => Outcome::Error(error),
    }
}

/// Equal bit for bit, type for type; nan equals nan.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => {
            a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        _ => a == b,
    }
}

/// An integer of the type that the function wants: beyond 64 bits it is a string.
fn int<T: TryFrom<i64> + std::str::FromStr>(value: &Value) -> T {
    match value {
        Value::Integer(number) => T::try_from(*number).ok(),
        Value::String(digits) => digits.parse().ok(),
        _ => None,
    }
    .expect("an integer in the range of its type")
}

fn float(value: &Value) -> f64 {
    value.as_float().expect("a float")
}

/// The nearest `f32`, as a binding hands it over.
fn single(value: &Value) -> f32 {
    float(value) as f32
}

fn floats(value: &Value) -> Vec<f64> {
    let values = value.as_array().expect("a list of floats");
    values.iter().map(float).collect()
}

fn complex(value: &Value) -> Complex {
    match floats(value)[..] {
        [re, im] => Complex { re, im },
        _ => panic!("a complex number is [real, imaginary]"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn boolean(value: &Value) -> bool {
    value.as_bool().expect("a bool")
}
