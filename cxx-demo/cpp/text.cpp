#include <cstddef>
#include <string>

#include "errors.hpp"

namespace cmult {

void init_text(py::module_ &m) {
    // A `std::string` argument would take bytes, too, and make a TypeError of
    // what cannot be encoded. From a `py::str` it is UnicodeEncodeError.
    m.def(
        "repeat",
        [](const py::str &text, std::size_t times) {
            rust::String copies;
            check(repeat(std::string(text), times, copies));
            return py::str(copies.data(), copies.size());
        },
        "text"_a, "times"_a.noconvert(), R"(repeat(text, times)
--

Multiply a text: ``times`` copies of it, one after the other.

Args:
    text: a str of any characters that UTF-8 has, NUL included.
    times: how many copies; not negative.

Returns:
    The copies, as one new str.

Raises:
    UnicodeEncodeError: ``text`` has a lone surrogate, which UTF-8 has not.
    OverflowError: the result would be longer than memory can be.
    MemoryError: the result does not fit in memory.)");
}

} // namespace cmult
