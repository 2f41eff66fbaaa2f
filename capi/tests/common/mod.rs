//! What the tests of the finished library need: the library, and its header.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A folder inside `target/` that Cargo gives to integration tests.
pub const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");

/// The Cargo that runs these tests.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
}

/// The machine that compiles and runs these tests, such as `x86_64-unknown-linux-gnu`.
pub fn host() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or("rustc".into());
    let host = run(Command::new(rustc).args(["--print", "host-tuple"]));
    host.trim().to_owned()
}

/// Builds this crate as the `--crate-type` in `args`, and gives the folder in
/// which the folder of the profile lies.
///
/// Cargo by itself makes an rlib of it, which only Rust can link. The demos make
/// the libraries for others, but no test here shall need a demo. The target
/// folder is a separate one, so as not to wait for another Cargo that works in
/// the usual one.
pub fn build(
    mut cargo: Command,
    target: &str,
    args: &[&str],
) -> Result<PathBuf, String> {
    let host = host();
    let target = Path::new(SCRATCH).join(target);
    cargo
        .args(["rustc", "--package=cmult-capi", "--lib"])
        // What the outer Cargo locked and downloaded is enough.
        .arg("--frozen")
        // Said aloud, so that the folder has the same name under any configuration.
        .args(["--target", &host, "--target-dir"])
        .arg(&target)
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    try_run(&mut cargo)?;
    Ok(target.join(host))
}

/// Runs a command and gives its standard output, or the whole story of its failure.
pub fn try_run(command: &mut Command) -> Result<String, String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?} does not start: {error}"))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(stdout);
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    let status = output.status;
    Err(format!("{command:?}: {status}\n{stdout}{stderr}"))
}

/// Runs a command that must succeed.
pub fn run(command: &mut Command) -> String {
    try_run(command).unwrap_or_else(|failure| panic!("{failure}"))
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
    let functions =
        functions_in(&fs::read_to_string(header).expect("the header is there"));
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
