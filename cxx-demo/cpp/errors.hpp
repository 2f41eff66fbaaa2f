#pragma once

#include <pybind11/pybind11.h>

#include "cmult-cxx/src/lib.rs.h" // made by cxx from the bridge

namespace py = pybind11;
using namespace py::literals;

namespace cmult {

/// Throws what fits the outcome of a call, if it is an error.
void check(const Outcome &outcome);

} // namespace cmult
