#include <cstddef>
#include <cstring>
#include <new>
#include <optional>

#include "errors.hpp"

namespace cmult {

// ANCHOR: handle
/// What Python's object holds: a product in Rust, or nothing.
class Handle {
  public:
    explicit Handle(double start) : product_(new_product(start)) {}

    void multiply_by(double factor) { check(product().multiply_by(factor)); }

    double value() {
        double value;
        check(product().value(value));
        return value;
    }

    void close() { product().close(); }
    bool closed() { return product().is_closed(); }
    // ANCHOR_END: handle

    // ANCHOR: new
    /// `Product.__new__(Product)` makes an object without an `__init__`, and
    /// the first method to look for this one finds memory that no constructor
    /// has seen (https://github.com/pybind/pybind11/issues/6153). Zeros, then.
    static void *operator new(std::size_t size) {
        void *memory = ::operator new(size);
        return std::memset(memory, 0, size);
    }
    static void operator delete(void *memory) { ::operator delete(memory); }

  private:
    Product &product() {
        if (!product_) {
            throw py::value_error("the product was never initialized");
        }
        return **product_;
    }
    // ANCHOR_END: new

    std::optional<rust::Box<Product>> product_;
};

void init_product(py::module_ &m) {
    // ANCHOR: class
    py::class_<Handle>(m, "Product", R"(A running product, kept in Rust.

Use it in a with statement, or close it: afterwards using it is a ValueError, as
with a file. Threads may share it. It is copied and pickled by its value.

Args:
    start: a number.)")
        .def(py::init<double>(), "start"_a.noconvert() = 1.0,
             "__init__(self, start=1.0)\n--\n\n")
        .def("multiply_by", &Handle::multiply_by, "factor"_a.noconvert(),
             R"(multiply_by(self, factor)
--

Multiply the product by ``factor``.

Args:
    factor: a number.

Raises:
    ValueError: the product is closed.)")
        .def_property_readonly(
            "value", &Handle::value,
            "The product so far; a ValueError when it is closed.")
        .def("close", &Handle::close,
             "close(self)\n--\n\nClose the product. Closing twice is harmless.")
        .def_property_readonly("closed", &Handle::closed,
                               "Whether the product is closed.")
        .def("__enter__",
             [](py::object self) {
                 self.cast<Handle &>().value(); // throws when it is closed
                 return self;
             })
        .def("__exit__", [](Handle &self, const py::args &) { self.close(); })
        .def("__reduce__", [](const py::object &self) {
            return py::make_tuple(py::type::of(self),
                                  py::make_tuple(self.attr("value")));
        });
    // ANCHOR_END: class
}

} // namespace cmult
