#pragma once

namespace cmult {

/// A function that Rust calls, whatever language it is written in.
///
/// An abstract class, so that neither Rust nor this library knows of Python.
class Callback {
public:
    virtual ~Callback() = default;

    /// Replaces `value` and returns true, or returns false: then it is not
    /// called again. Why stays on this side: over the bridge an exception is a
    /// text.
    virtual bool call(double &value) noexcept = 0;
};

} // namespace cmult
