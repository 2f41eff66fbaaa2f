#include "cmult-cxx/cpp/cppmult.hpp"

#include <iomanip>
#include <iostream>
#include <sstream>

#include "cmult-cxx/src/lib.rs.h" // made by cxx from the bridge

namespace cmult {

// ANCHOR: cppmult
float cppmult(std::int32_t int_param, float float_param) {
    const float product = multiply(int_param, float_param); // Rust's
    // A stream of its own: std::cout would keep the precision for whoever is
    // next. It goes out in one piece, and std::endl flushes it, so that it
    // appears before what Python prints afterwards.
    std::ostringstream line;
    line << std::fixed << std::setprecision(1);
    line << "    In cppmul: int: " << int_param << " float " << float_param
         << " returning  " << product;
    std::cout << line.str() << std::endl;
    return product;
}
// ANCHOR_END: cppmult

} // namespace cmult
