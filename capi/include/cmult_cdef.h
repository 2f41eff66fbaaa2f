// Made by cbindgen from the Rust source: change it there, then `just bless`.

typedef enum CmultStatus {
  CMULT_STATUS_OK = 0,
  CMULT_STATUS_NULL_POINTER = 1,
  CMULT_STATUS_MISALIGNED = 2,
  CMULT_STATUS_INVALID_UTF8 = 3,
  CMULT_STATUS_INTEGER_OVERFLOW = 4,
  CMULT_STATUS_LENGTH_MISMATCH = 5,
  CMULT_STATUS_TEXT_TOO_LONG = 6,
  CMULT_STATUS_OUT_OF_MEMORY = 7,
  CMULT_STATUS_CALLBACK_STOPPED = 8,
  CMULT_STATUS_PANICKED = 9,
  CMULT_STATUS_UNKNOWN = 10,
  CMULT_STATUS_CLOSED = 11,
  CMULT_STATUS_CANCELLED = 12,
  CMULT_STATUS_THREAD_REFUSED = 13,
} CmultStatus;

typedef struct ArrowArray ArrowArray;

typedef struct ArrowSchema ArrowSchema;

typedef struct CmultJob CmultJob;

typedef struct CmultPowers CmultPowers;

typedef struct CmultProduct CmultProduct;

typedef struct DLManagedTensor DLManagedTensor;

typedef struct DLManagedTensorVersioned DLManagedTensorVersioned;

typedef int32_t (*CmultMapFunction)(double value, double *result, void *context);

typedef struct CmultComplex {
  double re;
  double im;
} CmultComplex;

typedef void (*CmultDoneFunction)(enum CmultStatus status,
                                  double result,
                                  void *context);

typedef struct CmultText {
  uint8_t *data;
  size_t length;
} CmultText;

enum CmultStatus cmult_array_scale(double *values,
                                   size_t length,
                                   double factor);

enum CmultStatus cmult_array_dot(const double *a,
                                 size_t a_length,
                                 const double *b,
                                 size_t b_length,
                                 double *sum);

enum CmultStatus cmult_array_map(double *values,
                                 size_t length,
                                 CmultMapFunction function,
                                 void *context);

bool cmult_logical_and(bool a, bool b);

struct CmultComplex cmult_multiply_complex(struct CmultComplex a,
                                           struct CmultComplex b);

double cmult_compound(double start, double factor, uint64_t times);

enum CmultStatus cmult_powers_new(double factor,
                                  size_t length,
                                  struct CmultPowers **powers);

size_t cmult_powers_length(const struct CmultPowers *powers);

void cmult_powers_free(struct CmultPowers **powers);

enum CmultStatus cmult_arrow_schema_new(struct ArrowSchema **schema);

enum CmultStatus cmult_powers_arrow_array(const struct CmultPowers *powers,
                                          struct ArrowArray **array);

void cmult_arrow_schema_free(struct ArrowSchema *schema);

void cmult_arrow_array_free(struct ArrowArray *array);

enum CmultStatus cmult_powers_dlpack_versioned(const struct CmultPowers *powers,
                                               bool copy,
                                               struct DLManagedTensorVersioned **tensor);

enum CmultStatus cmult_powers_dlpack(const struct CmultPowers *powers,
                                     struct DLManagedTensor **tensor);

void cmult_dlpack_versioned_free(struct DLManagedTensorVersioned *tensor);

void cmult_dlpack_free(struct DLManagedTensor *tensor);

enum CmultStatus cmult_checked_multiply(int64_t a, int64_t b, int64_t *product);

enum CmultStatus cmult_job_start(double start,
                                 double factor,
                                 uint64_t times,
                                 CmultDoneFunction done,
                                 void *context,
                                 struct CmultJob **job);

void cmult_job_cancel(const struct CmultJob *job);

void cmult_job_free(struct CmultJob **job);

enum CmultStatus cmult_panic(void);

enum CmultStatus cmult_product_new(double start, struct CmultProduct **product);

enum CmultStatus cmult_product_multiply_by(const struct CmultProduct *product,
                                           double factor);

enum CmultStatus cmult_product_value(const struct CmultProduct *product,
                                     double *value);

void cmult_product_close(const struct CmultProduct *product);

bool cmult_product_is_closed(const struct CmultProduct *product);

void cmult_product_free(struct CmultProduct **product);

float cmult(int32_t int_param, float float_param);

float cmult_multiply(int32_t int_param, float float_param);

const char *cmult_status_message(int32_t code);

enum CmultStatus cmult_text_repeat(const uint8_t *text,
                                   size_t length,
                                   size_t times,
                                   struct CmultText *repeated);

void cmult_text_free(struct CmultText text);
