//! The declarations in `include/` are what cbindgen makes of the source today.
//!
//! `BLESS=1 cargo test -p cmult-capi --test headers` rewrites them.

use std::path::Path;
use std::{env, fs};

use cbindgen::{Config, Language};

const WARNING: &str = "Made by cbindgen from the Rust source: change it there, then `just bless`.";

fn config() -> Config {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("cbindgen.toml");
    Config::from_file(file).expect("cbindgen.toml is valid")
}

fn check(name: &str, config: Config) {
    let mut fresh = Vec::new();
    cbindgen::Builder::new()
        .with_crate(env!("CARGO_MANIFEST_DIR"))
        .with_config(config)
        .generate()
        .expect("cbindgen reads the crate")
        .write(&mut fresh);
    let fresh = String::from_utf8(fresh).expect("the declarations are UTF-8");

    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("include")
        .join(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&file, &fresh).expect("the include folder can be written");
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        committed, fresh,
        "include/{name} is out of date: `just bless`"
    );
}

#[test]
fn c_header() {
    let mut config = config();
    config.autogen_warning = Some(format!("// {WARNING}"));
    check("cmult.h", config);
}

/// CFFI's parser wants plain declarations: no preprocessor but `#define` of a number.
#[test]
fn cffi_declarations() {
    let mut config = config();
    config.autogen_warning = Some(format!("// {WARNING}"));
    config.include_guard = None;
    config.sys_includes.clear();
    config.cpp_compat = false;
    config.documentation = false;
    check("cmult_cdef.h", config);
}

#[test]
fn cython_declarations() {
    let mut config = config();
    config.language = Language::Cython;
    config.no_includes = false;
    config.autogen_warning = Some(format!("# {WARNING}"));
    config.include_guard = None;
    config.sys_includes.clear();
    config.documentation = false;
    // The functions need no GIL, which cbindgen has no setting for.
    config.cython.header = Some("\"cmult.h\" nogil".to_owned());
    check("cmult.pxd", config);
}
