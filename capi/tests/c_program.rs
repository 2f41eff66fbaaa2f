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

/// What the C linker has to be given.
struct Library {
    file: PathBuf,
    /// The system's libraries that Rust's standard library calls.
    native: Vec<String>,
}

/// Built once for all tests of this file.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let library = static_library(common::cargo(), "library");
    library.unwrap_or_else(|failure| panic!("{failure}"))
});

/// The C program, compiled once for all tests of this file.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let compiler = compiler(false).expect("a C compiler: rustc needs one too");
    let program = compile(&compiler, &[], "program.c", &LIBRARY, "program-c");
    program.unwrap_or_else(|failure| panic!("{failure}"))
});

fn static_library(cargo: Command, target: &str) -> Result<Library, String> {
    // rustc knows the libraries of this system, and lists them when asked.
    let list = Path::new(SCRATCH).join(target).join("native-static-libs");
    let print = format!("--print=native-static-libs={}", list.display());
    let args = ["--crate-type=staticlib", "--", &print];
    let folder = common::build(cargo, target, &args)?.join("debug");
    let native = fs::read_to_string(list).expect("rustc wrote the list");
    let msvc = cfg!(target_env = "msvc");
    Ok(Library {
        file: folder.join(if msvc {
            "cmult_capi.lib"
        } else {
            "libcmult_capi.a"
        }),
        native: native.split_whitespace().map(str::to_owned).collect(),
    })
}

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
fn compile(
    compiler: &cc::Tool,
    flags: &[&str],
    name: &str,
    library: &Library,
    executable: &str,
) -> Result<PathBuf, String> {
    let executable =
        Path::new(SCRATCH).join(format!("{executable}{EXE_SUFFIX}"));
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("include");
    let mut command = compiler.to_command();
    command.args(flags).arg("-I").arg(include);
    if compiler.is_like_msvc() {
        // Written for Windows, not tried there.
        let output =
            |flag: &str, path: &Path| format!("{flag}{}", path.display());
        command
            .args(["/W4", "/WX", "/utf-8"])
            .arg(output("/Fe", &executable))
            .arg(output("/Fo", &executable.with_extension("obj")))
            .arg(source(name))
            .arg(&library.file)
            .arg("/link");
    } else {
        command
            .args(["-Wall", "-Wextra", "-Werror", "-pedantic", "-o"])
            .arg(&executable)
            .arg(source(name))
            .arg(&library.file);
    }
    common::try_run(command.args(&library.native))?;
    Ok(executable)
}

/// A command whose panics, which are on purpose, stay short.
fn quiet(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env("RUST_BACKTRACE", "0");
    command
}

/// A new function without a check in C turns this one red.
#[test]
fn the_program_calls_every_function() {
    let code =
        fs::read_to_string(source("program.c")).expect("the program is there");
    assert_eq!(common::functions_in(&code), common::declared_functions());
}

#[test]
fn the_program_finds_what_it_expects() {
    let stdout = common::run(&mut quiet(&*PROGRAM));
    let line = "    In cmult : int: 6 float 2.3 returning  13.8";
    assert!(stdout.lines().any(|printed| printed == line), "{stdout}");
    // Success is more than an exit code: the last group was reached.
    let last = "ok: out-pointers at odd addresses";
    assert_eq!(stdout.lines().last(), Some(last), "{stdout}");
}

/// `cmult` prints. When nothing can be printed, it must still multiply.
#[test]
fn the_program_needs_no_standard_output() {
    let Ok(full) = File::create("/dev/full") else {
        return skip(
            "/dev/full, to which no write succeeds, is not on this system",
        );
    };
    common::run(quiet(&*PROGRAM).stdout(full));
}

/// Reads beyond the end, use after free, double free, leaks, uninitialised
/// memory: a C program runs on with all of these. Valgrind sees them.
#[test]
fn the_program_is_clean_under_valgrind() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return skip(
            "valgrind is not installed: leaks and memory errors would go unseen",
        );
    }
    common::run(
        quiet("valgrind")
            .args(["-q", "--error-exitcode=9", "--leak-check=full"])
            .arg(&*PROGRAM),
    );
}

/// Valgrind knows no borders between the variables of a stack. With
/// AddressSanitizer both compilers, C's and Rust's, put guards around them.
#[test]
fn the_program_is_clean_under_address_sanitizer() {
    // Only a nightly rustc has it, and its runtime library must suit the C
    // compiler's. That the code compiles is the other tests' business, so a
    // failure to build is a missing tool; one to run is an error.
    let program = match address_sanitized() {
        Ok(program) => program,
        Err(reason) => {
            return skip(&format!("no AddressSanitizer here: {reason}"));
        }
    };
    // The program asks for too much memory on purpose. Leaks are valgrind's part:
    // a container may forbid what their search needs.
    let options = "allocator_may_return_null=1:detect_leaks=0";
    common::run(quiet(program).env("ASAN_OPTIONS", options));
}

fn address_sanitized() -> Result<PathBuf, String> {
    // Asked for by name first, or rustup might set out to download it.
    let toolchains =
        common::try_run(Command::new("rustup").args(["toolchain", "list"]))?;
    let nightly = format!("nightly-{}", common::host());
    if !toolchains.lines().any(|line| line.starts_with(&nightly)) {
        return Err(format!("the toolchain {nightly} is not installed"));
    }
    let mut cargo = Command::new("rustup");
    cargo
        .args(["run", &nightly, "cargo"])
        .env("RUSTFLAGS", "-Zsanitizer=address");
    let library = static_library(cargo, "address-sanitizer")?;
    let compiler = compiler(false).ok_or("no C compiler")?;
    let flags = ["-fsanitize=address"];
    compile(&compiler, &flags, "program.c", &library, "program-c-asan")
}

#[test]
fn the_header_is_cpp_too() {
    let Some(compiler) = compiler(true) else {
        return skip(
            "no C++ compiler: `extern \"C\"` in cmult.h was not tried",
        );
    };
    let program =
        compile(&compiler, &[], "program.cpp", &LIBRARY, "program-cpp");
    common::run(&mut Command::new(
        program.unwrap_or_else(|failure| panic!("{failure}")),
    ));
}
