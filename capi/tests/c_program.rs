//! The C ABI as C sees it: a C program that calls every function of `cmult.h`,
//! compiled, linked and run.

mod common;

use std::env::consts::EXE_SUFFIX;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use common::{SCRATCH, skip};

const PROGRAM: &str = "program.c";

/// What the C linker has to be given.
struct Library {
    file: PathBuf,
    /// The system's libraries that Rust's standard library calls.
    native: Vec<String>,
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    // rustc knows which they are on this system, and says so when asked.
    let list = Path::new(SCRATCH).join("native-static-libs");
    let print = format!("--print=native-static-libs={}", list.display());
    let folder = common::build("staticlib", &[], &[&print]).join("debug");
    let name = if cfg!(target_env = "msvc") {
        "cmult_capi.lib"
    } else {
        "libcmult_capi.a"
    };
    let native = fs::read_to_string(list).expect("rustc wrote the list");
    Library {
        file: folder.join(name),
        native: native.split_whitespace().map(str::to_owned).collect(),
    }
});

/// Compiled once for all tests of this file.
static EXECUTABLE: LazyLock<PathBuf> = LazyLock::new(|| {
    let compiler = compiler(false).expect("a C compiler: rustc needs one too");
    compile(&compiler, PROGRAM)
});

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/c")
        .join(name)
}

/// The compiler that a build script would use (`CC`, `CFLAGS` and so on count),
/// or `None` when it cannot be started.
fn compiler(cpp: bool) -> Option<cc::Tool> {
    let host = common::host();
    let compiler = cc::Build::new()
        .cpp(cpp)
        .std(if cpp { "c++17" } else { "c11" })
        // Cargo tells these to a build script; a test says them itself.
        .target(&host)
        .host(&host)
        .opt_level(0)
        .debug(true)
        .cargo_metadata(false)
        .try_get_compiler()
        .ok()?;
    compiler.to_command().arg("--version").output().ok()?;
    Some(compiler)
}

/// Compiles a file of `tests/c` without a warning and links it with the library.
fn compile(compiler: &cc::Tool, name: &str) -> PathBuf {
    let executable = Path::new(SCRATCH).join(format!("{name}{EXE_SUFFIX}"));
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("include");
    let mut command = compiler.to_command();
    command.arg("-I").arg(include);
    if compiler.is_like_msvc() {
        // Written for Windows, not tried there.
        let output = |flag: &str, path: &Path| format!("{flag}{}", path.display());
        command
            .args(["/W4", "/WX"])
            .arg(output("/Fe", &executable))
            .arg(output("/Fo", &executable.with_extension("obj")))
            .arg(source(name))
            .arg(&LIBRARY.file)
            .arg("/link");
    } else {
        command
            .args(["-Wall", "-Wextra", "-Werror", "-pedantic", "-o"])
            .arg(&executable)
            .arg(source(name))
            .arg(&LIBRARY.file);
    }
    common::run(command.args(&LIBRARY.native));
    executable
}

/// A command whose panics, which are on purpose, stay one line.
fn quiet(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env("RUST_BACKTRACE", "0");
    command
}

/// A new function without a check in C turns this one red.
#[test]
fn the_program_calls_every_function() {
    let code = fs::read_to_string(source(PROGRAM)).expect("the program is there");
    assert_eq!(common::functions_in(&code), common::declared_functions());
}

#[test]
fn the_program_finds_what_it_expects() {
    let stdout = common::run(&mut quiet(&*EXECUTABLE));
    assert!(
        stdout.contains("    In cmult : int: 6 float 2.3 returning  13.8\n"),
        "{stdout}"
    );
    assert!(
        stdout.ends_with("\nok: out-pointers at odd addresses\n"),
        "{stdout}"
    );
}

/// `cmult` prints. When nothing can be printed, it must still multiply.
#[test]
fn the_program_needs_no_standard_output() {
    let Ok(full) = File::create("/dev/full") else {
        return skip("/dev/full, to which no write succeeds, is not on this system");
    };
    common::run(quiet(&*EXECUTABLE).stdout(full));
}

/// Reads beyond the end, use after free, double free, leaks, uninitialised
/// memory: a C program runs on with all of these. Valgrind sees them.
#[test]
fn the_program_is_clean_under_valgrind() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return skip("valgrind is not installed: memory errors and leaks would not be seen");
    }
    common::run(
        quiet("valgrind")
            .args(["-q", "--error-exitcode=9", "--leak-check=full"])
            .arg(&*EXECUTABLE),
    );
}

#[test]
fn the_header_is_cpp_too() {
    let Some(compiler) = compiler(true) else {
        return skip("no C++ compiler: `extern \"C\"` in cmult.h was not tried");
    };
    common::run(&mut Command::new(compile(&compiler, "program.cpp")));
}
