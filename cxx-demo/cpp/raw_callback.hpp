#pragma once

#include <functional>

namespace cmult::raw {

/// A function that Rust calls. Of what it throws, the bridge keeps the text.
class Callback {
public:
    std::function<double(double)> function;
    double call(double value) { return function(value); }
};

} // namespace cmult::raw
