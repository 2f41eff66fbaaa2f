#ifndef CMULT_H
#define CMULT_H

// Made by cbindgen from the Rust source: change it there, then `just bless`.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What became of a call.
//
// Where a function's description says that it fails with `NullPointer`, C reads
// `CMULT_STATUS_NULL_POINTER`, and so on.
typedef enum CmultStatus {
  // Success.
  CMULT_STATUS_OK = 0,
  // A pointer that must not be NULL was.
  CMULT_STATUS_NULL_POINTER = 1,
  // An array does not lie at a multiple of its element size.
  CMULT_STATUS_MISALIGNED = 2,
  // A text is not UTF-8.
  CMULT_STATUS_INVALID_UTF8 = 3,
  // An integer product does not fit in 64 bits.
  CMULT_STATUS_INTEGER_OVERFLOW = 4,
  // Two arrays that belong together differ in length.
  CMULT_STATUS_LENGTH_MISMATCH = 5,
  // A text would have more bytes than an allocation may have.
  CMULT_STATUS_TEXT_TOO_LONG = 6,
  // The allocator refused.
  CMULT_STATUS_OUT_OF_MEMORY = 7,
  // The caller's own function asked to stop.
  CMULT_STATUS_CALLBACK_STOPPED = 8,
  // Rust panicked: a bug in this library, not in the call.
  CMULT_STATUS_PANICKED = 9,
  // The core failed in a way that this version has no code for.
  CMULT_STATUS_UNKNOWN = 10,
  // The product was closed.
  CMULT_STATUS_CLOSED = 11,
  // The job was cancelled before its work was done.
  CMULT_STATUS_CANCELLED = 12,
  // The system refused another thread.
  CMULT_STATUS_THREAD_REFUSED = 13,
} CmultStatus;

// Arrow's array, which its `abi.h` defines.
typedef struct ArrowArray ArrowArray;

// Arrow's description of a type, which its `abi.h` defines.
typedef struct ArrowSchema ArrowSchema;

// Work that goes on in a thread of its own. C sees only a pointer to it.
typedef struct CmultJob CmultJob;

// An array that nobody changes, and what describes it. C sees only a pointer.
typedef struct CmultPowers CmultPowers;

// A running product. C sees only a pointer to it.
//
// Closing empties it, freeing gives the memory back: so a thread that closes a
// product takes nothing away from another that is using it.
typedef struct CmultProduct CmultProduct;

// `DLPack`'s tensor from before version 1.0, which `dlpack.h` defines.
typedef struct DLManagedTensor DLManagedTensor;

// `DLPack`'s tensor, which `dlpack.h` defines.
typedef struct DLManagedTensorVersioned DLManagedTensorVersioned;

// A function of the caller's: makes `*result` from `value`.
//
// It returns 0 to go on; any other number stops the loop. `context` is the
// pointer that was given along with the function. It must not unwind: catch
// exceptions inside, keep them in the context, and return non-zero.
typedef int32_t (*CmultMapFunction)(double value, double *result, void *context);

// A complex number in double precision.
typedef struct CmultComplex {
  // The real part.
  double re;
  // The imaginary part.
  double im;
} CmultComplex;

// A function of the caller's: told once how a job ended, from the job's
// thread.
//
// `status` is `Ok`, and then `result` is the answer; or `Cancelled`. `context`
// is the pointer that was given along with the function. It must not unwind:
// catch exceptions inside.
typedef void (*CmultDoneFunction)(enum CmultStatus status,
                                  double result,
                                  void *context);

// A text that Rust allocated: UTF-8 bytes without a closing NUL.
//
// Give it back to `cmult_text_free`; `free()` belongs to another allocator.
typedef struct CmultText {
  // The first byte. Not NULL, not to be changed.
  uint8_t *data;
  // The number of bytes.
  size_t length;
} CmultText;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// Multiplies each of `length` elements by `factor`, in place.
//
// Fails with `NullPointer` or `Misaligned`.
//
// # Safety
//
// - `values` is NULL, misaligned, or valid for reads and writes of `length` doubles;
// - nobody else uses them during the call.
enum CmultStatus cmult_array_scale(double *values,
                                   size_t length,
                                   double factor);

// Multiplies two arrays element by element and adds the products into `*sum`.
//
// Fails with `LengthMismatch`, `NullPointer` or `Misaligned`.
//
// # Safety
//
// - `a` and `b` are NULL, misaligned, or valid for reads of `a_length` and
//   `b_length` doubles (they may be the same array);
// - nobody writes to them during the call;
// - `sum` is NULL or valid for writes.
enum CmultStatus cmult_array_dot(const double *a,
                                 size_t a_length,
                                 const double *b,
                                 size_t b_length,
                                 double *sum);

// Replaces each of `length` elements by what `function` makes of it, in order.
//
// Fails with `CallbackStopped` when `function` asked to stop (earlier elements
// stay changed, later ones untouched), `NullPointer` or `Misaligned`.
//
// # Safety
//
// - `values` is NULL, misaligned, or valid for reads and writes of `length`
//   doubles for the whole call: `function` must not free or move them;
// - no other thread uses them during the call (`function` itself may);
// - `function` is NULL or may be called with `context`.
enum CmultStatus cmult_array_map(double *values,
                                 size_t length,
                                 CmultMapFunction function,
                                 void *context);

// True only when both are.
//
// A byte other than 0 or 1 is not a `bool`, in C as in Rust: convert first.
bool cmult_logical_and(bool a, bool b);

// Multiplies two complex numbers.
struct CmultComplex cmult_multiply_complex(struct CmultComplex a,
                                           struct CmultComplex b);

// Multiplies `start` by `factor`, `times` times.
double cmult_compound(double start, double factor, uint64_t times);

// Makes the array of the powers of `factor`, 1 first, and puts its owner into
// `*powers`.
//
// Give it back to `cmult_powers_free`. Fails with `OutOfMemory` or `NullPointer`.
//
// # Safety
//
// `powers` is NULL or valid for writes.
enum CmultStatus cmult_powers_new(double factor,
                                  size_t length,
                                  struct CmultPowers **powers);

// The number of elements; 0 if `powers` is NULL.
//
// # Safety
//
// `powers` is NULL, or from `cmult_powers_new` and not freed.
size_t cmult_powers_length(const struct CmultPowers *powers);

// Frees the owner in `*powers` and puts NULL in its place.
//
// The array stays until all that was made of it is freed, too. NULL in either
// place is none, and nothing happens.
//
// # Safety
//
// - `powers` is NULL or valid for reads and writes;
// - `*powers` is NULL or from `cmult_powers_new`; nobody uses it any more.
void cmult_powers_free(struct CmultPowers **powers);

// Puts the schema of an array of 64-bit floats into `*schema`.
//
// Give it back to `cmult_arrow_schema_free`. Fails with `NullPointer`.
//
// # Safety
//
// `schema` is NULL or valid for writes.
enum CmultStatus cmult_arrow_schema_new(struct ArrowSchema **schema);

// Puts the powers, as an array of Arrow's, into `*array`.
//
// Give it back to `cmult_arrow_array_free`. Fails with `NullPointer`.
//
// # Safety
//
// - `powers` is NULL, or from `cmult_powers_new` and not freed;
// - `array` is NULL or valid for writes.
enum CmultStatus cmult_powers_arrow_array(const struct CmultPowers *powers,
                                          struct ArrowArray **array);

// Frees the struct, after its `release` if nobody has called that or moved what
// was in it. Does nothing with NULL.
//
// # Safety
//
// `schema` is NULL, or from `cmult_arrow_schema_new` and not freed.
void cmult_arrow_schema_free(struct ArrowSchema *schema);

// Frees the struct, after its `release` if nobody has called that or moved what
// was in it. Does nothing with NULL.
//
// # Safety
//
// `array` is NULL, or from `cmult_powers_arrow_array` and not freed.
void cmult_arrow_array_free(struct ArrowArray *array);

// Puts a tensor of the array into `*tensor`: read-only, or a copy if `copy`.
//
// Its `deleter` frees it. Fails with `OutOfMemory` or `NullPointer`.
//
// # Safety
//
// - `powers` is NULL, or from `cmult_powers_new` and not freed;
// - `tensor` is NULL or valid for writes.
enum CmultStatus cmult_powers_dlpack_versioned(const struct CmultPowers *powers,
                                               bool copy,
                                               struct DLManagedTensorVersioned **tensor);

// Puts a tensor of a copy of the array into `*tensor`, for who knows no version.
//
// Its `deleter` frees it. Fails with `OutOfMemory` or `NullPointer`.
//
// # Safety
//
// - `powers` is NULL, or from `cmult_powers_new` and not freed;
// - `tensor` is NULL or valid for writes.
enum CmultStatus cmult_powers_dlpack(const struct CmultPowers *powers,
                                     struct DLManagedTensor **tensor);

// Calls the `deleter` of a tensor from `cmult_powers_dlpack_versioned`; does
// nothing with NULL.
//
// # Safety
//
// `tensor` is NULL, or from that function and not deleted.
void cmult_dlpack_versioned_free(struct DLManagedTensorVersioned *tensor);

// Calls the `deleter` of a tensor from `cmult_powers_dlpack`; does nothing with
// NULL.
//
// # Safety
//
// `tensor` is NULL, or from that function and not deleted.
void cmult_dlpack_free(struct DLManagedTensor *tensor);

// Multiplies two 64-bit integers into `*product`.
//
// Fails with `IntegerOverflow` when the product does not fit, and with
// `NullPointer`.
//
// # Safety
//
// `product` is NULL or valid for writes.
enum CmultStatus cmult_checked_multiply(int64_t a, int64_t b, int64_t *product);

// Starts `cmult_compound` in a thread of its own and puts the job into `*job`.
//
// When it ends, `done` is called, once, from that thread: maybe before this
// function has returned. Give the job back to `cmult_job_free`. Fails with
// `NullPointer` or `ThreadRefused`; `done` is not called then.
//
// # Safety
//
// - `done` is NULL or may be called with `context`, from another thread, until
//   `cmult_job_free` has returned;
// - `job` is NULL or valid for writes.
enum CmultStatus cmult_job_start(double start,
                                 double factor,
                                 uint64_t times,
                                 CmultDoneFunction done,
                                 void *context,
                                 struct CmultJob **job);

// Asks a job to end soon, and does not wait: `done` will be told `Cancelled`,
// unless the work was about to end anyway.
//
// # Safety
//
// `job` is NULL, or from `cmult_job_start` and not freed.
void cmult_job_cancel(const struct CmultJob *job);

// Cancels the job in `*job`, waits until its thread has ended, frees it, and puts
// NULL in its place. NULL in either place is none, and nothing happens.
//
// `done` has returned by then, so hold no lock that it wants. Within `done` itself
// there is nothing to wait for.
//
// # Safety
//
// - `job` is NULL or valid for reads and writes;
// - `*job` is NULL or from `cmult_job_start`; nobody uses it any more.
void cmult_job_free(struct CmultJob **job);

// Panics inside, and so always returns `Panicked`: for tests and for the book.
enum CmultStatus cmult_panic(void);

// Starts a product at `start` and puts its owner into `*product`.
//
// Give it back to `cmult_product_free`. Fails with `NullPointer`.
//
// # Safety
//
// `product` is NULL or valid for writes.
enum CmultStatus cmult_product_new(double start, struct CmultProduct **product);

// Multiplies the product by `factor`.
//
// Fails with `Closed`.
//
// # Safety
//
// `product` is NULL, or from `cmult_product_new` and not freed.
enum CmultStatus cmult_product_multiply_by(const struct CmultProduct *product,
                                           double factor);

// Puts the product so far into `*value`.
//
// Fails with `Closed` or `NullPointer`.
//
// # Safety
//
// - `product` is NULL, or from `cmult_product_new` and not freed;
// - `value` is NULL or valid for writes.
enum CmultStatus cmult_product_value(const struct CmultProduct *product,
                                     double *value);

// Closes a product: from now on its users get `Closed`. Twice is harmless.
//
// Its memory stays, for them to be told, until `cmult_product_free`.
//
// # Safety
//
// `product` is NULL, or from `cmult_product_new` and not freed.
void cmult_product_close(const struct CmultProduct *product);

// Whether a product is closed; one that is NULL is.
//
// # Safety
//
// `product` is NULL, or from `cmult_product_new` and not freed.
bool cmult_product_is_closed(const struct CmultProduct *product);

// Frees the product in `*product` and puts NULL in its place, so that nobody
// can use it afterwards by mistake. NULL in either place is none, and nothing
// happens.
//
// # Safety
//
// - `product` is NULL or valid for reads and writes;
// - `*product` is NULL or from `cmult_product_new`; nobody uses it any more.
void cmult_product_free(struct CmultProduct **product);

// Multiplies, prints a line on standard output, returns the product.
//
// It has the name and the signature of the tutorial's C function, and takes
// its place in a program that was written for that one.
float cmult(int32_t int_param, float float_param);

// Multiplies without printing.
float cmult_multiply(int32_t int_param, float float_param);

// The words for a status code, in English, without a full stop.
//
// The text is static: never free it. A number that is not a status code gives
// "unknown error".
const char *cmult_status_message(int32_t code);

// Repeats the `length` bytes at `text` `times` times, into a new `*repeated`.
//
// Fails with `InvalidUtf8`, `TextTooLong`, `OutOfMemory` or `NullPointer`.
//
// # Safety
//
// - `text` is valid for reads of `length` bytes, or NULL;
// - `repeated` is valid for writes, or NULL.
enum CmultStatus cmult_text_repeat(const uint8_t *text,
                                   size_t length,
                                   size_t times,
                                   struct CmultText *repeated);

// Frees a text. One whose `data` is NULL is none, and nothing happens.
//
// # Safety
//
// `text` came from this library, unchanged, and is freed once.
void cmult_text_free(struct CmultText text);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* CMULT_H */
