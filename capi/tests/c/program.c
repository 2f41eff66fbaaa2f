// Every function of cmult.h, called from C: what it returns, what it writes,
// and what it leaves alone when it fails.
//
// tests/c_program.rs compiles, links and runs it, and runs it again under tools
// that watch its memory. The first check that fails ends the program.

// First and alone, to see that the header includes what it needs.
#include "cmult.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Not `assert`, which is gone when NDEBUG is defined.
#define CHECK(condition)                                                       \
    do {                                                                       \
        if (!(condition)) {                                                    \
            fprintf(stderr, "%s:%d: false: %s\n", __FILE__, __LINE__,          \
                    #condition);                                               \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

// An address inside `room` that is not a multiple of 8. `room` holds one
// element more than the array that is to begin there.
static double *misaligned(double *room) {
    return (double *)(void *)((char *)room + 1);
}

// ---------------------------------------------------------------- layouts ---

// The C compiler and rustc must lay these out alike; Rust's half of the bargain
// is asserted in the crate itself.
static_assert(sizeof(CmultStatus) == sizeof(int32_t), "CmultStatus is an int");
static_assert(sizeof(bool) == 1, "bool is one byte");
static_assert(sizeof(CmultMapFunction) == sizeof(void *), "one address");
static_assert(sizeof(CmultDoneFunction) == sizeof(void *), "one address");
static_assert(sizeof(CmultComplex) == 16, "CmultComplex is two doubles");
static_assert(offsetof(CmultComplex, re) == 0, "re comes first");
static_assert(offsetof(CmultComplex, im) == 8, "im comes second");
static_assert(sizeof(CmultText) == 2 * sizeof(size_t), "no padding");
static_assert(offsetof(CmultText, data) == 0, "data comes first");
static_assert(offsetof(CmultText, length) == sizeof(size_t), "then length");

// ----------------------------------------------------------------- status ---

static void status(void) {
    // Codes are part of the ABI: compiled programs hold the numbers.
    static const struct {
        CmultStatus status;
        int32_t code;
        const char *message;
    } table[] = {
        {CMULT_STATUS_OK, 0, "success"},
        {CMULT_STATUS_NULL_POINTER, 1, "a pointer must not be NULL"},
        {CMULT_STATUS_MISALIGNED, 2,
         "an array must be aligned for its elements"},
        {CMULT_STATUS_INVALID_UTF8, 3, "text must be UTF-8"},
        {CMULT_STATUS_INTEGER_OVERFLOW, 4,
         "the product does not fit in a 64-bit signed integer"},
        {CMULT_STATUS_LENGTH_MISMATCH, 5, "a and b must have the same length"},
        {CMULT_STATUS_TEXT_TOO_LONG, 6,
         "text repeated this many times is longer than memory can be"},
        {CMULT_STATUS_OUT_OF_MEMORY, 7, "the result does not fit in memory"},
        {CMULT_STATUS_CALLBACK_STOPPED, 8, "the callback asked to stop"},
        {CMULT_STATUS_PANICKED, 9, "Rust panicked"},
        {CMULT_STATUS_UNKNOWN, 10, "unknown error"},
        {CMULT_STATUS_CLOSED, 11, "the product is closed"},
        {CMULT_STATUS_CANCELLED, 12, "the job was cancelled"},
        {CMULT_STATUS_THREAD_REFUSED, 13, "the system refused another thread"},
    };
    const int32_t count = (int32_t)(sizeof table / sizeof table[0]);
    for (int32_t code = 0; code < count; code++) {
        CHECK((int32_t)table[code].status == code);
        CHECK(table[code].code == code);
        CHECK(strcmp(cmult_status_message(code), table[code].message) == 0);
    }
    const int32_t no_codes[] = {-1, count, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < sizeof no_codes / sizeof no_codes[0]; i++) {
        CHECK(strcmp(cmult_status_message(no_codes[i]), "unknown error") == 0);
    }
    // Static text: the same address each time, and nothing to free.
    CHECK(cmult_status_message(0) == cmult_status_message(0));
}

static void panic(void) {
    CHECK(cmult_panic() == CMULT_STATUS_PANICKED);
    // Once caught, it is over: the next panic is caught too.
    CHECK(cmult_panic() == CMULT_STATUS_PANICKED);
}

// ---------------------------------------------------------------- numbers ---

static void scalars(void) {
    CHECK(cmult(6, 2.3f) == 13.799999237060547f);
    CHECK(cmult_multiply(6, 2.3f) == 13.799999237060547f);
    CHECK(cmult_multiply(16777217, 1.0f) == 16777216.0f);
    CHECK(cmult_multiply(INT32_MIN, 1.0f) == -2147483648.0f);
    CHECK(isnan(cmult_multiply(0, INFINITY)));
}

static void integers(void) {
    int64_t product = 0;
    CHECK(cmult_checked_multiply(-7, 6, &product) == CMULT_STATUS_OK);
    CHECK(product == -42);
    CHECK(cmult_checked_multiply(INT64_MIN, 1, &product) == CMULT_STATUS_OK);
    CHECK(product == INT64_MIN);

    CHECK(cmult_checked_multiply(INT64_MIN, -1, &product) ==
          CMULT_STATUS_INTEGER_OVERFLOW);
    CHECK(product == INT64_MIN);
    CHECK(cmult_checked_multiply(2, 3, NULL) == CMULT_STATUS_NULL_POINTER);
}

static void booleans(void) {
    CHECK(cmult_logical_and(true, true) == true);
    CHECK(cmult_logical_and(true, false) == false);
    CHECK(cmult_logical_and(false, true) == false);
    CHECK(cmult_logical_and(false, false) == false);
}

static void complexes(void) {
    const CmultComplex a = {1.0, 2.0};
    const CmultComplex b = {3.0, -5.0};
    const CmultComplex product = cmult_multiply_complex(a, b);
    CHECK(product.re == 13.0);
    CHECK(product.im == 1.0);
}

static void compound(void) {
    CHECK(cmult_compound(3.0, 2.0, 4) == 48.0);
    CHECK(cmult_compound(3.0, 2.0, 0) == 3.0);
}

// ----------------------------------------------------------------- arrays ---

static void array_scale(void) {
    double values[] = {1.0, -2.0, 4.0, 8.0};
    CHECK(cmult_array_scale(values, 3, 0.5) == CMULT_STATUS_OK);
    CHECK(values[0] == 0.5 && values[1] == -1.0 && values[2] == 2.0);
    CHECK(values[3] == 8.0); // beyond the length

    CHECK(cmult_array_scale(NULL, 0, 2.0) == CMULT_STATUS_OK);
    CHECK(cmult_array_scale(values, 0, 2.0) == CMULT_STATUS_OK);
    CHECK(values[0] == 0.5);
    CHECK(cmult_array_scale(NULL, 1, 2.0) == CMULT_STATUS_NULL_POINTER);

    double before[4];
    memcpy(before, values, sizeof values);
    CHECK(cmult_array_scale(misaligned(values), 3, 2.0) ==
          CMULT_STATUS_MISALIGNED);
    CHECK(memcmp(before, values, sizeof values) == 0);
    // No element, no element in the wrong place.
    CHECK(cmult_array_scale(misaligned(values), 0, 2.0) == CMULT_STATUS_OK);
}

static void array_dot(void) {
    double a[] = {1.0, 2.0, 3.0};
    double b[] = {4.0, 5.0, 6.0};
    double sum = -1.0;
    CHECK(cmult_array_dot(a, 3, b, 3, &sum) == CMULT_STATUS_OK);
    CHECK(sum == 32.0);
    CHECK(cmult_array_dot(a, 3, a, 3, &sum) == CMULT_STATUS_OK);
    CHECK(sum == 14.0);
    CHECK(cmult_array_dot(NULL, 0, NULL, 0, &sum) == CMULT_STATUS_OK);
    CHECK(sum == 0.0);
    CHECK(cmult_array_dot(a, 0, NULL, 0, &sum) == CMULT_STATUS_OK);

    // A result is written only on success.
    sum = -1.0;
    CHECK(cmult_array_dot(a, 3, b, 2, &sum) == CMULT_STATUS_LENGTH_MISMATCH);
    CHECK(cmult_array_dot(a, 1, NULL, 0, &sum) == CMULT_STATUS_LENGTH_MISMATCH);
    CHECK(cmult_array_dot(NULL, 1, b, 1, &sum) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_array_dot(a, 1, NULL, 1, &sum) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_array_dot(misaligned(a), 2, b, 2, &sum) ==
          CMULT_STATUS_MISALIGNED);
    CHECK(cmult_array_dot(a, 2, misaligned(b), 2, &sum) ==
          CMULT_STATUS_MISALIGNED);
    CHECK(sum == -1.0);
    CHECK(cmult_array_dot(a, 3, b, 3, NULL) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_array_dot(NULL, 0, NULL, 0, NULL) == CMULT_STATUS_NULL_POINTER);
}

// -------------------------------------------------------------- callbacks ---

// Doubles, and counts its calls in the context.
static int32_t twice(double value, double *result, void *context) {
    *(int *)context += 1;
    *result = 2.0 * value;
    return 0;
}

// As `twice`, but stops at the value 3 with the number in the context. By then
// it has put a result down, which must not be used.
static int32_t stop_at_three(double value, double *result, void *context) {
    *result = 2.0 * value;
    return value == 3.0 ? *(int32_t *)context : 0;
}

static int32_t forget_the_result(double value, double *result, void *context) {
    (void)value, (void)result, (void)context;
    return 0;
}

struct array {
    double *values;
    size_t length;
};

// Uses the very array that is being mapped, through other functions.
static int32_t nested(double value, double *result, void *context) {
    const struct array *array = context;
    int calls = 0;
    CHECK(cmult_array_map(array->values, array->length, twice, &calls) ==
          CMULT_STATUS_OK);
    CHECK(calls == (int)array->length);
    CHECK(cmult_array_scale(array->values, array->length, 10.0) ==
          CMULT_STATUS_OK);
    *result = value + 1.0;
    return 0;
}

// Hands on the status of a call of its own: that of a panic.
static int32_t panicking(double value, double *result, void *context) {
    (void)value, (void)result;
    CmultStatus *seen = context;
    *seen = cmult_panic();
    return *seen;
}

static void array_map(void) {
    int calls = 0;
    double values[] = {1.0, 2.0, 3.0, 4.0};
    CHECK(cmult_array_map(values, 3, twice, &calls) == CMULT_STATUS_OK);
    CHECK(calls == 3);
    CHECK(values[0] == 2.0 && values[1] == 4.0 && values[2] == 6.0);
    CHECK(values[3] == 4.0); // beyond the length

    calls = 0;
    CHECK(cmult_array_map(NULL, 0, twice, &calls) == CMULT_STATUS_OK);
    CHECK(cmult_array_map(values, 0, twice, &calls) == CMULT_STATUS_OK);
    CHECK(cmult_array_map(NULL, 1, twice, &calls) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_array_map(misaligned(values), 3, twice, &calls) ==
          CMULT_STATUS_MISALIGNED);
    CHECK(calls == 0);
    // NULL is a context like any other, but no function.
    CHECK(cmult_array_map(values, 4, forget_the_result, NULL) ==
          CMULT_STATUS_OK);
    CHECK(values[0] == 2.0 && values[3] == 4.0);
    CHECK(cmult_array_map(values, 4, NULL, NULL) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_array_map(NULL, 0, NULL, NULL) == CMULT_STATUS_NULL_POINTER);
}

static void callback_stops(void) {
    // Any number but 0 stops, and none is taken for a status of the library's.
    int32_t numbers[] = {1, -1, INT32_MIN, CMULT_STATUS_PANICKED};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        double values[] = {1.0, 2.0, 3.0, 4.0};
        CHECK(cmult_array_map(values, 4, stop_at_three, &numbers[i]) ==
              CMULT_STATUS_CALLBACK_STOPPED);
        CHECK(values[0] == 2.0 && values[1] == 4.0); // before it: changed
        CHECK(values[2] == 3.0 && values[3] == 4.0); // from it on: not
    }
}

static void callback_calls_back(void) {
    // Each step multiplies all by 20, itself included, then stores value + 1.
    double values[] = {1.0, 2.0};
    struct array array = {values, 2};
    CHECK(cmult_array_map(values, 2, nested, &array) == CMULT_STATUS_OK);
    CHECK(values[0] == (1.0 + 1.0) * 20.0);
    CHECK(values[1] == 2.0 * 20.0 + 1.0);

    double value = 1.0;
    CmultStatus seen = CMULT_STATUS_OK;
    CHECK(cmult_array_map(&value, 1, panicking, &seen) ==
          CMULT_STATUS_CALLBACK_STOPPED);
    CHECK(seen == CMULT_STATUS_PANICKED);
    CHECK(value == 1.0);
}

// ------------------------------------------------------------------ texts ---

static CmultStatus repeat(const void *text, size_t length, size_t times,
                          CmultText *repeated) {
    return cmult_text_repeat((const uint8_t *)text, length, times, repeated);
}

static void check_repeat(const char *text, size_t length, size_t times,
                         const char *expected, size_t expected_length) {
    CmultText repeated = {NULL, 0};
    CHECK(repeat(text, length, times, &repeated) == CMULT_STATUS_OK);
    CHECK(repeated.data != NULL); // also when it is empty
    CHECK(repeated.length == expected_length);
    CHECK(memcmp(repeated.data, expected, expected_length) == 0);
    cmult_text_free(repeated);
}

static void texts(void) {
    check_repeat("ab", 2, 3, "ababab", 6);
    check_repeat("ab", 2, 0, "", 0);
    check_repeat("", 0, SIZE_MAX, "", 0);
    check_repeat(NULL, 0, 3, "", 0);
    check_repeat("a\0b", 3, 2, "a\0ba\0b", 6);             // NUL ends nothing
    check_repeat("\xc3\xa9", 2, 2, "\xc3\xa9\xc3\xa9", 4); // é: two bytes

    // The text that is none, as `free(NULL)` is allowed.
    const CmultText none = {NULL, 0};
    cmult_text_free(none);
}

static void texts_refused(void) {
    uint8_t mark = 0;
    CmultText out = {&mark, 7};
    CHECK(repeat(NULL, 1, 1, &out) == CMULT_STATUS_NULL_POINTER);
    CHECK(repeat("ab", 2, 3, NULL) == CMULT_STATUS_NULL_POINTER);
    CHECK(repeat("\xff", 1, 1, &out) == CMULT_STATUS_INVALID_UTF8);
    CHECK(repeat("\xc3", 1, 1, &out) == CMULT_STATUS_INVALID_UTF8); // half an é
    CHECK(repeat("\xc0\xaf", 2, 1, &out) == CMULT_STATUS_INVALID_UTF8);
    CHECK(repeat("\xed\xa0\x80", 3, 1, &out) == // a surrogate
          CMULT_STATUS_INVALID_UTF8);
    CHECK(repeat("\xff", 1, 0, &out) == CMULT_STATUS_INVALID_UTF8);
    CHECK(repeat("ab", 2, SIZE_MAX, &out) == CMULT_STATUS_TEXT_TOO_LONG);
    CHECK(repeat("a", 1, (size_t)PTRDIFF_MAX + 1, &out) ==
          CMULT_STATUS_TEXT_TOO_LONG);
    CHECK(repeat("a", 1, PTRDIFF_MAX, &out) == CMULT_STATUS_OUT_OF_MEMORY);
    CHECK(out.data == &mark && out.length == 7);
}

// ---------------------------------------------------------------- objects ---

static void products(void) {
    CmultProduct *product = NULL;
    CmultProduct *other = NULL;
    double value = 0.0;
    CHECK(cmult_product_new(1.0, &product) == CMULT_STATUS_OK);
    CHECK(cmult_product_new(3.0, &other) == CMULT_STATUS_OK);
    CHECK(product != NULL && other != NULL && product != other);
    CHECK(cmult_product_multiply_by(product, 6.0) == CMULT_STATUS_OK);
    CHECK(cmult_product_multiply_by(product, 2.5) == CMULT_STATUS_OK);
    CHECK(cmult_product_value(product, &value) == CMULT_STATUS_OK);
    CHECK(value == 15.0);
    CHECK(cmult_product_value(other, &value) == CMULT_STATUS_OK);
    CHECK(value == 3.0);

    CHECK(cmult_product_new(1.0, NULL) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_product_multiply_by(NULL, 2.0) == CMULT_STATUS_CLOSED);
    CHECK(cmult_product_value(NULL, &value) == CMULT_STATUS_CLOSED);
    CHECK(cmult_product_value(product, NULL) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_product_value(NULL, NULL) == CMULT_STATUS_NULL_POINTER);
    CHECK(value == 3.0);

    cmult_product_free(&product);
    cmult_product_free(&other);
    CHECK(product == NULL && other == NULL);
    cmult_product_free(&product); // NULL by now: harmless
    cmult_product_free(NULL);
}

static void products_closed(void) {
    CmultProduct *product = NULL;
    double value = 7.0;
    CHECK(cmult_product_new(1.0, &product) == CMULT_STATUS_OK);
    CHECK(!cmult_product_is_closed(product));
    cmult_product_close(product);
    cmult_product_close(product);
    CHECK(cmult_product_is_closed(product));
    CHECK(cmult_product_multiply_by(product, 2.0) == CMULT_STATUS_CLOSED);
    CHECK(cmult_product_value(product, &value) == CMULT_STATUS_CLOSED);
    CHECK(value == 7.0);
    cmult_product_free(&product);

    cmult_product_close(NULL);
    CHECK(cmult_product_is_closed(NULL));
}

// ------------------------------------------------------------------- jobs ---

// What a job told, and how often.
struct told {
    int times;
    CmultStatus status;
    double result;
};

static void tell(CmultStatus status, double result, void *context) {
    struct told *told = context;
    told->times += 1;
    told->status = status;
    told->result = result;
}

static void jobs(void) {
    // Too short to be cancelled. It is another thread that writes: who has
    // freed the job has waited for it, and may read.
    struct told told = {0, CMULT_STATUS_UNKNOWN, 0.0};
    CmultJob *job = NULL;
    CHECK(cmult_job_start(3.0, 2.0, 4, tell, &told, &job) == CMULT_STATUS_OK);
    CHECK(job != NULL);
    cmult_job_free(&job);
    CHECK(job == NULL);
    CHECK(told.times == 1 && told.status == CMULT_STATUS_OK);
    CHECK(told.result == 48.0);

    cmult_job_free(&job); // NULL by now: harmless
    cmult_job_free(NULL);
    cmult_job_cancel(NULL);
    CHECK(told.times == 1);
}

static void jobs_cancelled(void) {
    struct told told[2] = {{0, CMULT_STATUS_UNKNOWN, 0.0},
                           {0, CMULT_STATUS_UNKNOWN, 0.0}};
    CmultJob *job[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) { // some centuries each
        CHECK(cmult_job_start(1.0, 1.0, UINT64_MAX, tell, &told[i], &job[i]) ==
              CMULT_STATUS_OK);
    }
    cmult_job_cancel(job[0]);
    cmult_job_cancel(job[0]);
    for (int i = 0; i < 2; i++) {
        cmult_job_free(&job[i]); // cancels, too
        CHECK(told[i].times == 1);
        CHECK(told[i].status == CMULT_STATUS_CANCELLED);
        CHECK(isnan(told[i].result));
    }
}

static void jobs_refused(void) {
    struct told told = {0, CMULT_STATUS_UNKNOWN, 0.0};
    CmultJob *job = NULL;
    CHECK(cmult_job_start(3.0, 2.0, 4, NULL, &told, &job) ==
          CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_job_start(3.0, 2.0, 4, tell, &told, NULL) ==
          CMULT_STATUS_NULL_POINTER);
    CHECK(job == NULL && told.times == 0);
}

// --------------------------------------------------------------- exchange ---

// The structs of two standards, as dlpack.h and Arrow's abi.h define them.
// cmult.h has only their names: who uses them has these files.
struct DLTensor {
    void *data;
    struct {
        int32_t device_type, device_id;
    } device;
    int32_t ndim;
    struct {
        uint8_t code, bits;
        uint16_t lanes;
    } dtype;
    int64_t *shape;
    int64_t *strides;
    uint64_t byte_offset;
};

struct DLManagedTensor {
    struct DLTensor dl_tensor;
    void *manager_ctx;
    void (*deleter)(struct DLManagedTensor *self);
};

struct DLManagedTensorVersioned {
    struct {
        uint32_t major, minor;
    } version;
    void *manager_ctx;
    void (*deleter)(struct DLManagedTensorVersioned *self);
    uint64_t flags;
    struct DLTensor dl_tensor;
};

struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *self);
    void *private_data;
};

struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *self);
    void *private_data;
};

static CmultPowers *powers_of_two(size_t length) {
    CmultPowers *powers = NULL;
    CHECK(cmult_powers_new(2.0, length, &powers) == CMULT_STATUS_OK);
    CHECK(cmult_powers_length(powers) == length);
    return powers;
}

static void check_tensor(const struct DLTensor *tensor, int64_t length) {
    const double *values = tensor->data;
    CHECK(tensor->device.device_type == 1 && tensor->device.device_id == 0);
    CHECK(tensor->dtype.code == 2 && tensor->dtype.bits == 64);
    CHECK(tensor->dtype.lanes == 1 && tensor->byte_offset == 0);
    CHECK(tensor->ndim == 1 && tensor->strides[0] == 1);
    CHECK(tensor->shape[0] == length);
    CHECK((values == NULL) == (length == 0));
    for (int64_t i = 0; i < length; i++) {
        CHECK(values[i] == (double)(1 << i));
    }
}

static void powers(void) {
    CmultPowers *powers = powers_of_two(3);
    cmult_powers_free(&powers);
    CHECK(powers == NULL);
    cmult_powers_free(&powers);
    cmult_powers_free(NULL);

    CHECK(cmult_powers_length(NULL) == 0);
    CHECK(cmult_powers_new(2.0, SIZE_MAX, &powers) ==
          CMULT_STATUS_OUT_OF_MEMORY);
    CHECK(powers == NULL);
    CHECK(cmult_powers_new(2.0, 3, NULL) == CMULT_STATUS_NULL_POINTER);
}

static void dlpack(void) {
    CmultPowers *powers = powers_of_two(3);
    struct DLManagedTensorVersioned *tensor = NULL, *copy = NULL, *other = NULL;
    struct DLManagedTensor *old = NULL;
    CHECK(cmult_powers_dlpack_versioned(powers, false, &tensor) ==
          CMULT_STATUS_OK);
    CHECK(cmult_powers_dlpack_versioned(powers, false, &other) ==
          CMULT_STATUS_OK);
    CHECK(cmult_powers_dlpack_versioned(powers, true, &copy) ==
          CMULT_STATUS_OK);
    CHECK(cmult_powers_dlpack(powers, &old) == CMULT_STATUS_OK);
    cmult_powers_free(&powers); // the tensors stay

    CHECK(tensor->version.major == 1 && copy->version.major == 1);
    CHECK(tensor->flags == 1 && copy->flags == 2);
    CHECK(tensor->dl_tensor.data == other->dl_tensor.data);
    CHECK(tensor->dl_tensor.data != copy->dl_tensor.data);
    CHECK(tensor->dl_tensor.data != old->dl_tensor.data);
    check_tensor(&tensor->dl_tensor, 3);
    check_tensor(&copy->dl_tensor, 3);
    check_tensor(&old->dl_tensor, 3);

    other->deleter(other);
    check_tensor(&tensor->dl_tensor, 3);
    tensor->deleter(tensor);
    cmult_dlpack_versioned_free(copy);
    cmult_dlpack_versioned_free(NULL);
    old->deleter(old);

    powers = powers_of_two(0);
    CHECK(cmult_powers_dlpack_versioned(powers, false, &tensor) ==
          CMULT_STATUS_OK);
    CHECK(cmult_powers_dlpack(powers, &old) == CMULT_STATUS_OK);
    check_tensor(&tensor->dl_tensor, 0);
    check_tensor(&old->dl_tensor, 0);
    tensor->deleter(tensor);
    cmult_dlpack_free(old);
    cmult_dlpack_free(NULL);

    CHECK(cmult_powers_dlpack(powers, NULL) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_powers_dlpack(NULL, &old) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_powers_dlpack_versioned(powers, false, NULL) ==
          CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_powers_dlpack_versioned(NULL, false, &tensor) ==
          CMULT_STATUS_NULL_POINTER);
    cmult_powers_free(&powers);
}

static void check_array(const struct ArrowArray *array, int64_t length) {
    CHECK(array->length == length && array->null_count == 0);
    CHECK(array->offset == 0 && array->n_children == 0);
    CHECK(array->n_buffers == 2 && array->buffers[0] == NULL);
    CHECK(array->dictionary == NULL);
    const double *values = array->buffers[1];
    CHECK((values == NULL) == (length == 0));
    for (int64_t i = 0; i < length; i++) {
        CHECK(values[i] == (double)(1 << i));
    }
}

static void arrow(void) {
    struct ArrowSchema *schema = NULL;
    CHECK(cmult_arrow_schema_new(&schema) == CMULT_STATUS_OK);
    CHECK(strcmp(schema->format, "g") == 0 && strcmp(schema->name, "") == 0);
    CHECK(schema->flags == 0 && schema->n_children == 0);
    CHECK(schema->metadata == NULL && schema->dictionary == NULL);
    cmult_arrow_schema_free(schema);

    CmultPowers *powers = powers_of_two(3);
    struct ArrowArray *array = NULL, *unused = NULL, *empty = NULL;
    CHECK(cmult_powers_arrow_array(powers, &array) == CMULT_STATUS_OK);
    CHECK(cmult_powers_arrow_array(powers, &unused) == CMULT_STATUS_OK);
    cmult_powers_free(&powers); // the arrays stay
    check_array(array, 3);
    CHECK(array->buffers[1] == unused->buffers[1]);
    cmult_arrow_array_free(unused);

    // As a consumer does it: moved, released there, and the struct freed.
    struct ArrowArray moved = *array;
    array->release = NULL;
    cmult_arrow_array_free(array);
    check_array(&moved, 3);
    moved.release(&moved);
    CHECK(moved.release == NULL);

    powers = powers_of_two(0);
    CHECK(cmult_powers_arrow_array(powers, &empty) == CMULT_STATUS_OK);
    check_array(empty, 0);
    cmult_arrow_array_free(empty);
    CHECK(cmult_powers_arrow_array(powers, NULL) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_powers_arrow_array(NULL, &array) == CMULT_STATUS_NULL_POINTER);
    CHECK(cmult_arrow_schema_new(NULL) == CMULT_STATUS_NULL_POINTER);
    cmult_powers_free(&powers);

    // Released by the consumer where they are.
    CHECK(cmult_arrow_schema_new(&schema) == CMULT_STATUS_OK);
    schema->release(schema);
    CHECK(schema->release == NULL);
    cmult_arrow_schema_free(schema);
    cmult_arrow_schema_free(NULL);
    cmult_arrow_array_free(NULL);
}

// An out-pointer may point anywhere that can be written, unlike an array.
static void odd_places(void) {
    double room[1 + sizeof(CmultText) / sizeof(double)];
    void *odd = misaligned(room);

    int64_t integer;
    CHECK(cmult_checked_multiply(6, 7, odd) == CMULT_STATUS_OK);
    memcpy(&integer, odd, sizeof integer);
    CHECK(integer == 42);

    double number;
    const double a = 6.0;
    CHECK(cmult_array_dot(&a, 1, &a, 1, odd) == CMULT_STATUS_OK);
    memcpy(&number, odd, sizeof number);
    CHECK(number == 36.0);

    CmultText text;
    CHECK(repeat("ab", 2, 2, odd) == CMULT_STATUS_OK);
    memcpy(&text, odd, sizeof text);
    CHECK(text.length == 4);
    cmult_text_free(text);

    CmultProduct *product;
    CHECK(cmult_product_new(6.0, odd) == CMULT_STATUS_OK);
    memcpy(&product, odd, sizeof product);
    CHECK(cmult_product_value(product, odd) == CMULT_STATUS_OK);
    memcpy(&number, odd, sizeof number);
    CHECK(number == 6.0);
    cmult_product_free(&product);

    struct told told = {0, CMULT_STATUS_UNKNOWN, 0.0};
    CmultJob *job;
    CHECK(cmult_job_start(3.0, 2.0, 4, tell, &told, odd) == CMULT_STATUS_OK);
    memcpy(&job, odd, sizeof job);
    cmult_job_free(&job);
    CHECK(told.result == 48.0);
}

int main(void) {
    static const struct {
        const char *name;
        void (*run)(void);
    } groups[] = {
        {"status codes and messages", status},
        {"a panic becomes a status", panic},
        {"scalars", scalars},
        {"integers", integers},
        {"booleans", booleans},
        {"complex numbers", complexes},
        {"compound", compound},
        {"arrays: scale", array_scale},
        {"arrays: dot", array_dot},
        {"arrays: map", array_map},
        {"a callback that stops", callback_stops},
        {"a callback that calls back", callback_calls_back},
        {"texts", texts},
        {"texts that are refused", texts_refused},
        {"products", products},
        {"products that are closed", products_closed},
        {"jobs", jobs},
        {"jobs that are cancelled", jobs_cancelled},
        {"jobs that are refused", jobs_refused},
        {"powers", powers},
        {"powers by DLPack", dlpack},
        {"powers by Arrow", arrow},
        {"out-pointers at odd addresses", odd_places},
    };
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        groups[i].run();
        printf("ok: %s\n", groups[i].name);
        // Rust and C buffer standard output apart: keep the lines in order.
        fflush(stdout);
    }
    return 0;
}
