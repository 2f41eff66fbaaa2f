//! Compiles the C++ half of the bridges, and the C++ library on them.

fn main() {
    cxx_build::bridges(["src/lib.rs", "src/cppmult.rs", "src/raw.rs"])
        .file("cpp/cppmult.cpp")
        .std("c++17")
        .warnings(true) // -Wall
        .extra_warnings(true) // -Wextra
        .compile("cmult_cxx_bridge");

    // Without these lines Cargo would compile again whenever any file of the
    // package changes, the Python ones included.
    for file in [
        "src/lib.rs",
        "src/cppmult.rs",
        "src/raw.rs",
        "cpp/callback.hpp",
        "cpp/cppmult.cpp",
        "cpp/cppmult.hpp",
        "cpp/raw_callback.hpp",
    ] {
        println!("cargo::rerun-if-changed={file}");
    }
}
