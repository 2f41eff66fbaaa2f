#pragma once

namespace cmult {

// ANCHOR: callback
/// A function that Rust calls, whatever language it is written in.
///
/// An abstract class, so that neither Rust nor this library knows of Python.
class Callback {
  public:
    virtual ~Callback() = default;

    /// Replaces `value` and returns true, or returns false: that is the last
    /// call, then. What went wrong stays on this side of the bridge, over which
    /// an exception travels as a text and no more.
    virtual bool call(double &value) noexcept = 0;
};
// ANCHOR_END: callback

} // namespace cmult
