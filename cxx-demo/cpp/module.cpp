// The finished binding: the module `cmult_cxx._native`.

#include "errors.hpp"

namespace cmult {

void init_numbers(py::module_ &m);
void init_text(py::module_ &m);
void init_arrays(py::module_ &m);
void init_product(py::module_ &m);
void init_exchange(py::module_ &m);

} // namespace cmult

// Nothing here is shared by threads but the products, and they have a lock: the
// module is safe without the GIL, and in interpreters that have one each.
// ANCHOR: declared
PYBIND11_MODULE(_native, m, py::mod_gil_not_used(),
                py::multiple_interpreters::per_interpreter_gil()) {
    // ANCHOR_END: declared
    m.doc() = "The compiled part of cmult_cxx: pybind11 over cxx.";

    // The docstrings begin with a signature in CPython's own notation, which
    // ends in `--`. `inspect` can read it; pybind11's it cannot.
    py::options options;
    options.disable_function_signatures();

    cmult::init_numbers(m);
    cmult::init_text(m);
    cmult::init_arrays(m);
    cmult::init_product(m);
    cmult::init_exchange(m);
    m.def("_panic", [] { cmult::check(cmult::panic_guarded()); });
}
