#include <cstddef>
#include <cstring>
#include <new>
#include <optional>

#include "errors.hpp"

namespace cmult {

// ANCHOR: handle
/// What Python's object holds: a product in Rust, or nothing yet.
class Handle {
public:
    explicit Handle(double start) : product_(new_product(start)) {}

    Product *operator->() {
        if (!product_) {
            throw py::value_error("the product was never initialized");
        }
        return &**product_;
    }

    // `Product.__new__(Product)` calls no constructor. To the first method
    // pybind11 then hands out memory that nobody has written to
    // (https://github.com/pybind/pybind11/issues/6153): here it is all zeros.
    static void *operator new(std::size_t size) {
        return std::memset(::operator new(size), 0, size);
    }
    static void operator delete(void *memory) { ::operator delete(memory); }

private:
    std::optional<rust::Box<Product>> product_;
};
// ANCHOR_END: handle

double value_of(Handle &self) {
    double value;
    check(self->value(value));
    return value;
}

void init_product(py::module_ &m) {
    py::class_<Handle>(m, "Product", R"(A running product, kept in Rust.

Use it in a with statement, or close it: afterwards using it is a ValueError, as
with a file. Threads may share it. It is copied and pickled by its value.

Args:
    start: a number.)")
        .def(py::init<double>(), "start"_a = 1.0,
             "__init__(self, start=1.0)\n--\n\n")
        .def(
            "multiply_by",
            [](Handle &self, double factor) {
                check(self->multiply_by(factor));
            },
            "factor"_a, R"(multiply_by(self, factor)
--

Multiply the product by ``factor``.

Args:
    factor: a number.

Raises:
    ValueError: the product is closed.)")
        .def_property_readonly(
            "value", &value_of,
            "The product so far; a ValueError when it is closed.")
        .def(
            "close", [](Handle &self) { self->close(); },
            "close(self)\n--\n\nClose the product. Closing twice is harmless.")
        .def_property_readonly(
            "closed", [](Handle &self) { return self->is_closed(); },
            "Whether the product is closed.")
        .def("__enter__",
             [](Handle &self) -> Handle & {
                 value_of(self); // throws when it is closed
                 return self;    // to Python, the object that it knows
             })
        .def("__exit__", [](Handle &self, const py::args &) { self->close(); })
        .def("__reduce__", [](const py::object &self) {
            return py::make_tuple(py::type::of(self),
                                  py::make_tuple(self.attr("value")));
        });
}

} // namespace cmult
