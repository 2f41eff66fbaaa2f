//! Lets the program find libpython where it was when it was built.

fn main() {
    pyo3_build_config::add_libpython_rpath_link_args();
}
