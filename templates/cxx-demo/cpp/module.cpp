#include <cstdint>
#include <stdexcept>
#include <string>

#include <pybind11/pybind11.h>

#include "my-package/src/lib.rs.h" // made by cxx from the bridge

namespace py = pybind11;
using namespace py::literals;

// ANCHOR: add
// pybind11 knows which Python exception each of these is.
static void check(const bridge::Outcome &outcome) {
    if (outcome.error == bridge::ErrorKind::Overflow)
        throw std::overflow_error(std::string(outcome.message));
    if (outcome.error != bridge::ErrorKind::None)
        throw std::runtime_error(std::string(outcome.message));
}

static std::int64_t add(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    check(bridge::add(a, b, sum));
    return sum;
}
// ANCHOR_END: add

// ANCHOR: module
PYBIND11_MODULE(_native, m, py::mod_gil_not_used()) {
    m.doc() = "The compiled part of my_package.";
    m.def("add", &add, "a"_a.noconvert(), "b"_a.noconvert(),
          R"(Add two integers.

Args:
    a: an integer of 64 bits; one that does not fit is a TypeError.
    b: another.

Raises:
    OverflowError: the sum does not fit in 64 bits.)");
}
// ANCHOR_END: module
