//! Compiles the C++ half of the bridge, and the C++ library on it.

fn main() {
    cxx_build::bridge("src/lib.rs")
        .file("cpp/cppmult.cpp")
        .std("c++17")
        .warnings(true) // -Wall
        .extra_warnings(true) // -Wextra
        .compile("cmult_cxx_bridge");

    // Without these lines Cargo would compile again whenever any file of the
    // package changes, the Python ones included.
    println!("cargo::rerun-if-changed=src/lib.rs");
    for file in ["callback.hpp", "cppmult.hpp", "cppmult.cpp"] {
        println!("cargo::rerun-if-changed=cpp/{file}");
    }
}
