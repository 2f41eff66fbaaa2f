#pragma once

namespace cmult {

// ANCHOR: callback
/// A function that Rust calls, whatever language it is written in.
///
/// An abstract class, so that neither Rust nor this library knows of Python.
class Callback {
public:
    virtual ~Callback() = default;

    /// May throw: what is derived from `std::exception` reaches Rust as an
    /// error with its `what()`; anything else ends the process.
    virtual double call(double value) = 0;
};
// ANCHOR_END: callback

} // namespace cmult
