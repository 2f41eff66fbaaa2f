#pragma once

#include <cstdint>

// The structs of two standards, with the names and in the order of their
// headers: DLPack's dlpack.h, version 1.0, and abi.h, Arrow's C data interface.

extern "C" {

struct DLDevice {
    std::int32_t device_type, device_id;
};

struct DLDataType {
    std::uint8_t code, bits;
    std::uint16_t lanes;
};

struct DLTensor {
    void *data;
    DLDevice device;
    std::int32_t ndim;
    DLDataType dtype;
    std::int64_t *shape, *strides; // the strides in elements
    std::uint64_t byte_offset;
};

struct DLPackVersion {
    std::uint32_t major, minor;
};

struct DLManagedTensorVersioned {
    DLPackVersion version;
    void *manager_ctx;
    void (*deleter)(DLManagedTensorVersioned *self);
    std::uint64_t flags;
    DLTensor dl_tensor;
};

// As it was before version 1.0: nothing in it can say "read-only".
struct DLManagedTensor {
    DLTensor dl_tensor;
    void *manager_ctx;
    void (*deleter)(DLManagedTensor *self);
};

struct ArrowSchema {
    const char *format, *name, *metadata;
    std::int64_t flags, n_children;
    ArrowSchema **children, *dictionary;
    void (*release)(ArrowSchema *self);
    void *private_data;
};

struct ArrowArray {
    std::int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    ArrowArray **children, *dictionary;
    void (*release)(ArrowArray *self);
    void *private_data;
};

} // extern "C"
