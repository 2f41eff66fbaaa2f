//! Compiles the C++ half of the bridge, and the C++ library on it.

fn main() {
    cxx_build::bridges(["src/lib.rs", "src/raw.rs"])
        .file("cpp/cppmult.cpp")
        .std("c++17")
        .warnings(true) // -Wall
        .extra_warnings(true) // -Wextra
        .compile("cmult_cxx_bridge");

    // Without these lines Cargo would compile again whenever any file of the
    // package changes, the Python ones included.
    for file in ["src/lib.rs", "src/raw.rs", "cpp/cppmult.cpp"] {
        println!("cargo::rerun-if-changed={file}");
    }
    for header in ["callback", "cppmult", "raw_callback"] {
        println!("cargo::rerun-if-changed=cpp/{header}.hpp");
    }
}
