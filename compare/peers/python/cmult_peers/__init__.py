"""What the five bindings are measured against: the floors, and two peers.

`c_floor` and `rust_floor` are as close to the interpreter as hand-written C and
Rust get. `pybind11_alone` and `nanobind_alone` are C++ without any Rust. None of
them is a finished binding: they check what they must, and no more.
"""
