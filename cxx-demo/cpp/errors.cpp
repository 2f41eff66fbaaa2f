#include <stdexcept>
#include <string>

#include "errors.hpp"

namespace cmult {

// ANCHOR: check
// pybind11 knows which Python exception each of these is.
void check(const Outcome &outcome) {
    const std::string message(outcome.message);
    switch (outcome.error) {
    case ErrorKind::None:
        return;
    case ErrorKind::Overflow:
        throw std::overflow_error(message);
    case ErrorKind::Value:
        throw py::value_error(message);
    case ErrorKind::Memory: { // std::bad_alloc would do, but it has no words
        const py::gil_scoped_acquire acquired;
        py::set_error(PyExc_MemoryError, message.c_str());
        throw py::error_already_set();
    }
    default:
        throw std::runtime_error(message);
    }
}
// ANCHOR_END: check

} // namespace cmult
