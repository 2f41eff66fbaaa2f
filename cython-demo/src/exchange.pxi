# An array that Rust owns, handed to others without a copy: by DLPack and by Arrow.
# Both standards put the address of a struct into a capsule.

from cpython.pycapsule cimport (
    PyCapsule_GetPointer,
    PyCapsule_IsValid,
    PyCapsule_New,
)


# ANCHOR: destroy
# Called when a capsule dies. A consumer of DLPack gives another name to the one
# whose struct it took. And while an exception is on its way no other may be
# raised: so we ask first.
cdef void *struct_of(object capsule, const char *name) noexcept:
    if not PyCapsule_IsValid(capsule, name):
        return NULL
    return PyCapsule_GetPointer(capsule, name)


cdef void destroy_tensor(object capsule) noexcept:
    lib.cmult_dlpack_free(
        <lib.DLManagedTensor *>struct_of(capsule, "dltensor")
    )
# ANCHOR_END: destroy


cdef void destroy_versioned(object capsule) noexcept:
    lib.cmult_dlpack_versioned_free(
        <lib.DLManagedTensorVersioned *>struct_of(capsule, "dltensor_versioned")
    )


cdef void destroy_schema(object capsule) noexcept:
    lib.cmult_arrow_schema_free(
        <lib.ArrowSchema *>struct_of(capsule, "arrow_schema")
    )


cdef void destroy_array(object capsule) noexcept:
    lib.cmult_arrow_array_free(<lib.ArrowArray *>struct_of(capsule, "arrow_array"))


cdef class Powers:
    """Powers(factor, length)\n--\n
    The powers of a number, in an array that lives in Rust and never changes.

    DLPack and Arrow hand it to others without a copy. Each of them may outlive this
    object: the last one frees the array.

    Args:
        factor: a number.
        length: how many powers; the first is 1.

    Raises:
        MemoryError: the array does not fit in memory.
    """

    cdef lib.CmultPowers *_powers

    def __cinit__(self, double factor, Py_ssize_t length):
        if length < 0:
            raise OverflowError("length must not be negative")
        with nogil:
            check(lib.cmult_powers_new(factor, length, &self._powers))

    def __dealloc__(self):
        lib.cmult_powers_free(&self._powers)

    def __len__(self):
        """Return the number of elements."""
        return lib.cmult_powers_length(self._powers)

    def __dlpack_device__(self):
        """Return where the array lies, in DLPack's numbers: the first CPU."""
        return 1, 0

    def __dlpack__(self, *, stream=None, max_version=None, dl_device=None, copy=None):
        """Return a capsule with a DLPack tensor: read-only, or a copy."""
        cdef lib.DLManagedTensorVersioned *versioned
        cdef lib.DLManagedTensor *tensor
        if stream is not None or dl_device not in (None, (1, 0)):
            raise BufferError("the array is in the memory of the CPU, without streams")
        if max_version is not None and max_version[0] >= 1:
            check(
                lib.cmult_powers_dlpack_versioned(
                    self._powers, bool(copy), &versioned
                )
            )
            return PyCapsule_New(versioned, "dltensor_versioned", destroy_versioned)
        # Before version 1.0 nothing says "read-only": so it is a copy, to write to.
        if copy is False:
            raise BufferError("without a copy it is read-only: ask for version 1.0")
        check(lib.cmult_powers_dlpack(self._powers, &tensor))
        return PyCapsule_New(tensor, "dltensor", destroy_tensor)

    def __arrow_c_schema__(self):
        """Return a capsule with Arrow's description of 64-bit floats."""
        cdef lib.ArrowSchema *schema
        check(lib.cmult_arrow_schema_new(&schema))
        return PyCapsule_New(schema, "arrow_schema", destroy_schema)

    def __arrow_c_array__(self, requested_schema=None):
        """Return two capsules: Arrow's description, and its array.

        It is always of 64-bit floats: a request for others is not met.
        """
        cdef lib.ArrowArray *array
        check(lib.cmult_powers_arrow_array(self._powers, &array))
        capsule = PyCapsule_New(array, "arrow_array", destroy_array)
        return self.__arrow_c_schema__(), capsule
