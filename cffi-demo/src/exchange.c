
// What python/cmult_cffi/exchange.py makes capsules of: their names, and what
// is called when one dies. CFFI cannot hand a Python object to C, so this half
// is written in C.
typedef struct {
    const char *name;
    void (*destroy)(PyObject *capsule);
} Capsule;

// ANCHOR: destroy
// A consumer of DLPack gives another name to the capsule whose struct it took.
// And while an exception is on its way no other may be raised: so we ask first.
static void *struct_of(PyObject *capsule, const char *name) {
    return PyCapsule_IsValid(capsule, name)
               ? PyCapsule_GetPointer(capsule, name)
               : NULL;
}

static void destroy_dltensor(PyObject *capsule) {
    cmult_dlpack_free(struct_of(capsule, "dltensor"));
}
// ANCHOR_END: destroy

static void destroy_dltensor_versioned(PyObject *capsule) {
    cmult_dlpack_versioned_free(struct_of(capsule, "dltensor_versioned"));
}

static void destroy_arrow_schema(PyObject *capsule) {
    cmult_arrow_schema_free(struct_of(capsule, "arrow_schema"));
}

static void destroy_arrow_array(PyObject *capsule) {
    cmult_arrow_array_free(struct_of(capsule, "arrow_array"));
}

static const Capsule DLTENSOR = {"dltensor", destroy_dltensor};
static const Capsule DLTENSOR_VERSIONED = {"dltensor_versioned",
                                           destroy_dltensor_versioned};
static const Capsule ARROW_SCHEMA = {"arrow_schema", destroy_arrow_schema};
static const Capsule ARROW_ARRAY = {"arrow_array", destroy_arrow_array};
