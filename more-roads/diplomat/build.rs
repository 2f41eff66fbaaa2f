//! Writes the C++ and the nanobind module to the folder that CMake names.

use std::{env, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/lib.rs");
    println!("cargo::rerun-if-env-changed=BINDINGS");
    let Some(out) = env::var_os("BINDINGS") else {
        return Ok(());
    };
    diplomat_tool::r#gen(
        Path::new("src/lib.rs"),
        "nanobind",
        Path::new(&out),
        &Default::default(),
        Default::default(),
        true,
    )
}
