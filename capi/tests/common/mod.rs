//! What the tests of the finished library need: the library, and its header.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A folder inside `target/` that Cargo gives to integration tests.
pub const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");

/// Builds this crate as `crate_type` and gives the folder of what was built.
///
/// Cargo builds it as an rlib, which only Rust can link; the demos make the
/// libraries for others, and no test here shall need a demo. The target folder
/// is a separate one, so as not to wait for another Cargo that works in the
/// usual one.
pub fn build(crate_type: &str, cargo_args: &[&str], rustc_args: &[&str]) -> PathBuf {
    let target = Path::new(SCRATCH).join("library");
    let host = host();
    run(Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(["rustc", "--package=cmult-capi", "--lib", "--crate-type"])
        .arg(crate_type)
        // What the outer Cargo locked and downloaded is enough.
        .arg("--frozen")
        // Said aloud, so that the folder has the same name under any configuration.
        .args(["--target", &host, "--target-dir"])
        .arg(&target)
        .args(cargo_args)
        .arg("--")
        .args(rustc_args)
        .current_dir(env!("CARGO_MANIFEST_DIR")));
    target.join(host)
}

/// The machine that compiles and runs these tests, such as `x86_64-unknown-linux-gnu`.
pub fn host() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or("rustc".into());
    let host = run(Command::new(rustc).args(["--print", "host-tuple"]));
    host.trim().to_owned()
}

/// Runs a command that must succeed, and gives its standard output.
pub fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{stdout}{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    stdout
}

/// Says why a test has not looked at anything.
///
/// The test harness knows no skipping, and hides what a passing test prints with
/// `eprintln!`, hence the stream itself.
pub fn skip(reason: &str) {
    let _ = writeln!(io::stderr(), "skipped: {reason}");
}

/// The functions that `include/cmult.h` declares.
pub fn declared_functions() -> BTreeSet<String> {
    let header = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/cmult.h");
    let functions = functions_in(&fs::read_to_string(header).expect("the header is there"));
    // A parser that finds nothing would make every comparison succeed.
    assert!(functions.contains("cmult") && functions.len() > 10);
    functions
}

/// The names of this library's that stand before a `(` in C code: its functions,
/// declared or called.
pub fn functions_in(code: &str) -> BTreeSet<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    code.lines()
        .map(|line| line.split("//").next().unwrap_or(line))
        .flat_map(|line| line.match_indices('(').map(|(at, _)| &line[..at]))
        .map(|before| match before.rfind(|c| !is_word(c)) {
            Some(end) => &before[end + 1..],
            None => before,
        })
        .filter(|name| name.starts_with("cmult"))
        .map(str::to_owned)
        .collect()
}
