//! Writes c_abi.h, the declarations of src/lib.rs: no copy of them to keep.

use std::env;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=src");
    let mut config = cbindgen::Config {
        language: cbindgen::Language::C,
        no_includes: true, // CFFI reads declarations, and nothing else
        ..Default::default()
    };
    config.enumeration.rename_variants =
        cbindgen::RenameRule::QualifiedScreamingSnakeCase;
    let folder = env::var("OUT_DIR").expect("Cargo sets it");
    cbindgen::generate_with_config(".", config)
        .expect("cbindgen reads the crate")
        .write_to_file(Path::new(&folder).join("c_abi.h"));
}
