//! Makes the C++ half of the bridge.

fn main() {
    println!("cargo::rerun-if-changed=src");
    cxx_build::bridge("src/lib.rs")
        .std("c++17")
        .compile("my_package_bridge");
}
