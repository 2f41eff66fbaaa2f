#pragma once

#include <cstdint>

namespace cmult {

/// Multiplies an integer by a float, in single precision, and prints a line:
///
///     In cppmul: int: 6 float 2.3 returning  13.8
///
/// The product comes from Rust, over the bridge.
///
/// Throws `rust::Error` should Rust fail.
float cppmult(std::int32_t int_param, float float_param);

} // namespace cmult
