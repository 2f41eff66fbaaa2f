//! A library made of this crate exports what the header declares: no function
//! less, and nothing that should have stayed inside.

mod common;

use std::collections::BTreeSet;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::process::Command;

#[test]
fn a_shared_library_exports_what_the_header_declares() {
    // `-D` and `-g`: what the dynamic linker sees; defined here, not imported.
    let options: &[&str] = match std::env::consts::OS {
        "linux" => &["-D", "--defined-only"],
        // Written for macOS, not tried there.
        "macos" => &["-g", "-U"],
        other => {
            return common::skip(&format!(
                "no `nm` for the libraries of {other}"
            ));
        }
    };
    // The release profile is what the wheels carry. Its link-time optimisation
    // removes what seems unused, so a lost export would be lost there.
    let args = ["--crate-type=cdylib", "--release"];
    let folder = common::build(common::cargo(), "library", &args)
        .unwrap_or_else(|failure| panic!("{failure}"))
        .join("release");
    let library = folder.join(format!("{DLL_PREFIX}cmult_capi{DLL_SUFFIX}"));
    let symbols = common::run(Command::new("nm").args(options).arg(library));

    let exported: BTreeSet<String> = symbols
        .lines()
        .filter_map(|line| line.split_whitespace().last())
        // Mach-O, the format of macOS, puts an underscore before each C name.
        .map(|name| match std::env::consts::OS {
            "macos" => name.trim_start_matches('_'),
            _ => name,
        })
        .map(str::to_owned)
        .collect();
    assert_eq!(exported, common::declared_functions());
}
