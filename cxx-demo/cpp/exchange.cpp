// An array that Rust owns, handed to others without a copy: by DLPack and by
// Arrow. Both standards put the address of a struct into a capsule.

#include "exchange.hpp"

#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include <pybind11/stl.h> // for std::optional and std::pair

#include "errors.hpp"

namespace cmult {

/// What all that have the array hold together. Nobody changes the values.
struct Shared {
    rust::Vec<double> values;
    std::int64_t shape = 0, stride = 1;
};

std::shared_ptr<Shared> share(rust::Vec<double> &&values) {
    const auto length = static_cast<std::int64_t>(values.size());
    return std::make_shared<Shared>(Shared{std::move(values), length});
}

class Powers {
public:
    Powers(double factor, std::size_t length) {
        rust::Vec<double> values;
        check(powers(factor, length, values));
        shared_ = share(std::move(values));
    }

    const std::shared_ptr<Shared> &shared() const {
        if (!shared_) {
            throw py::value_error("the array was never initialized");
        }
        return shared_;
    }

    std::shared_ptr<Shared> copied() const {
        rust::Vec<double> values;
        const auto &own = shared()->values;
        check(copy({own.data(), own.size()}, values));
        return share(std::move(values));
    }

    // As in product.cpp: memory that no constructor has seen is all zeros.
    static void *operator new(std::size_t size) {
        return std::memset(::operator new(size), 0, size);
    }
    static void operator delete(void *memory) { ::operator delete(memory); }

private:
    std::shared_ptr<Shared> shared_;
};

/// Where the values are. Both standards want NULL for none.
double *data(Shared &shared) {
    return shared.values.empty() ? nullptr : shared.values.data();
}

// ANCHOR: export
/// A struct and what it describes.
template <typename Tensor> struct Export {
    Tensor tensor;
    std::shared_ptr<Shared> shared;
};

template <typename Tensor>
Tensor *new_tensor(const std::shared_ptr<Shared> &shared) {
    auto *made = new Export<Tensor>{{}, shared}; // one more holds it
    made->tensor.dl_tensor = {data(*shared),
                              {1, 0}, // the first CPU
                              1,
                              {2, 64, 1}, // 64-bit floats
                              &shared->shape,
                              &shared->stride,
                              0};
    made->tensor.manager_ctx = made;
    made->tensor.deleter = [](Tensor *self) {
        delete static_cast<Export<Tensor> *>(self->manager_ctx);
    };
    return &made->tensor;
}
// ANCHOR_END: export

struct Column {
    const void *buffers[2];
    std::shared_ptr<Shared> shared;
};

ArrowArray *new_array(const std::shared_ptr<Shared> &shared) {
    // First of all bits that say which are missing: none, so no bits.
    auto *column = new Column{{nullptr, data(*shared)}, shared};
    auto *array = new ArrowArray{};
    array->length = shared->shape;
    array->n_buffers = 2;
    array->buffers = column->buffers;
    array->private_data = column;
    array->release = [](ArrowArray *self) {
        delete static_cast<Column *>(self->private_data);
        self->release = nullptr; // so that it happens once
    };
    return array;
}

ArrowSchema *new_schema() {
    auto *schema = new ArrowSchema{};
    schema->format = "g"; // 64-bit floats
    schema->name = "";
    schema->release = [](ArrowSchema *self) { self->release = nullptr; };
    return schema;
}

template <typename> constexpr const char *NAME = nullptr;
template <> constexpr auto NAME<DLManagedTensor> = "dltensor";
template <>
constexpr auto NAME<DLManagedTensorVersioned> = "dltensor_versioned";
template <> constexpr auto NAME<ArrowArray> = "arrow_array";
template <> constexpr auto NAME<ArrowSchema> = "arrow_schema";

template <typename Tensor> void free_struct(Tensor *tensor) {
    tensor->deleter(tensor);
}

template <typename Struct> void free_arrow(Struct *made) {
    if (made->release != nullptr) {
        made->release(made);
    }
    delete made;
}
template <> void free_struct(ArrowArray *array) { free_arrow(array); }
template <> void free_struct(ArrowSchema *schema) { free_arrow(schema); }

// A consumer of DLPack gives another name to the capsule whose struct it took.
// And while an exception is on its way no other may be raised: so we ask first.
template <typename Struct> void destroy(PyObject *capsule) {
    if (PyCapsule_IsValid(capsule, NAME<Struct>)) {
        void *made = PyCapsule_GetPointer(capsule, NAME<Struct>);
        free_struct(static_cast<Struct *>(made));
    }
}

template <typename Struct> py::capsule capsule(Struct *made) {
    return py::capsule(made, NAME<Struct>, destroy<Struct>);
}

constexpr std::uint64_t READ_ONLY = 1 << 0, IS_COPIED = 1 << 1;
using Pair = std::optional<std::pair<int, int>>;

py::capsule dlpack(const Powers &self, const py::object &stream,
                   const Pair &max_version, const Pair &dl_device,
                   std::optional<bool> copy) {
    if (!stream.is_none() || (dl_device && *dl_device != std::pair(1, 0))) {
        throw py::buffer_error(
            "the array is in the memory of the CPU, without streams");
    }
    if (max_version && max_version->first >= 1) {
        const bool copied = copy.value_or(false);
        auto *tensor = new_tensor<DLManagedTensorVersioned>(
            copied ? self.copied() : self.shared());
        tensor->version = {1, 0};
        tensor->flags = copied ? IS_COPIED : READ_ONLY;
        return capsule(tensor);
    }
    // Before version 1.0 nothing says "read-only": so it is a copy, to write
    // to.
    if (!copy.value_or(true)) {
        throw py::buffer_error(
            "without a copy it is read-only: ask for version 1.0");
    }
    return capsule(new_tensor<DLManagedTensor>(self.copied()));
}

void init_exchange(py::module_ &m) {
    py::class_<Powers>(
        m, "Powers",
        R"(The powers of a number, in an array that lives in Rust and never changes.

DLPack and Arrow hand it to others without a copy. Each of them may outlive this
object: the last one frees the array.

Args:
    factor: a number.
    length: how many powers; the first is 1.

Raises:
    MemoryError: the array does not fit in memory.)")
        .def(py::init<double, std::size_t>(),
             py::call_guard<py::gil_scoped_release>(), "factor"_a,
             "length"_a.noconvert(), "__init__(self, factor, length)\n--\n\n")
        .def(
            "__len__",
            [](const Powers &self) { return self.shared()->values.size(); },
            "__len__(self)\n--\n\nReturn the number of elements.")
        .def(
            "__dlpack_device__", [](const Powers &) { return std::pair(1, 0); },
            R"(__dlpack_device__(self)
--

Return where the array lies, in DLPack's numbers: the first CPU.)")
        .def(
            "__dlpack__", dlpack, py::kw_only(), "stream"_a = py::none(),
            "max_version"_a = py::none(), "dl_device"_a = py::none(),
            "copy"_a = py::none(),
            R"(__dlpack__(self, *, stream=None, max_version=None, dl_device=None, copy=None)
--

Return a capsule with a DLPack tensor: read-only, or a copy.)")
        .def(
            "__arrow_c_schema__",
            [](const Powers &) { return capsule(new_schema()); },
            R"(__arrow_c_schema__(self)
--

Return a capsule with Arrow's description of 64-bit floats.)")
        .def(
            "__arrow_c_array__",
            [](const Powers &self, const py::object &) {
                return std::pair(capsule(new_schema()),
                                 capsule(new_array(self.shared())));
            },
            "requested_schema"_a = py::none(),
            R"(__arrow_c_array__(self, requested_schema=None)
--

Return two capsules: Arrow's description, and its array.

It is always of 64-bit floats: a request for others is not met.)");
}

} // namespace cmult
