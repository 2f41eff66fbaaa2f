//! Writes c_abi.h and c_abi.pxd: src/lib.rs declared for C and for Cython.

use std::env;
use std::path::Path;

use cbindgen::{Config, Language};

fn main() {
    println!("cargo::rerun-if-changed=src");
    let folder = env::var("OUT_DIR").expect("Cargo sets it");
    let files = [("c_abi.h", Language::C), ("c_abi.pxd", Language::Cython)];
    for (name, language) in files {
        let mut config = Config {
            language,
            ..Default::default()
        };
        config.cython.header = Some("\"c_abi.h\"".to_owned());
        config.enumeration.rename_variants =
            cbindgen::RenameRule::QualifiedScreamingSnakeCase;
        cbindgen::generate_with_config(".", config)
            .expect("cbindgen reads the crate")
            .write_to_file(Path::new(&folder).join(name));
    }
}
