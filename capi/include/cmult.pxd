# Made by cbindgen from the Rust source: change it there, then `just bless`.

from libc.stdint cimport int8_t, int16_t, int32_t, int64_t, intptr_t
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t, uintptr_t
cdef extern from *:
  ctypedef bint bool
  ctypedef struct va_list

cdef extern from "cmult.h" nogil:

  cdef enum CmultStatus:
    CMULT_STATUS_OK # = 0,
    CMULT_STATUS_NULL_POINTER # = 1,
    CMULT_STATUS_MISALIGNED # = 2,
    CMULT_STATUS_INVALID_UTF8 # = 3,
    CMULT_STATUS_INTEGER_OVERFLOW # = 4,
    CMULT_STATUS_LENGTH_MISMATCH # = 5,
    CMULT_STATUS_TEXT_TOO_LONG # = 6,
    CMULT_STATUS_OUT_OF_MEMORY # = 7,
    CMULT_STATUS_CALLBACK_STOPPED # = 8,
    CMULT_STATUS_PANICKED # = 9,
    CMULT_STATUS_UNKNOWN # = 10,
    CMULT_STATUS_CLOSED # = 11,
    CMULT_STATUS_CANCELLED # = 12,
    CMULT_STATUS_THREAD_REFUSED # = 13,

  cdef struct ArrowArray:
    pass

  cdef struct ArrowSchema:
    pass

  cdef struct CmultJob:
    pass

  cdef struct CmultPowers:
    pass

  cdef struct CmultProduct:
    pass

  cdef struct DLManagedTensor:
    pass

  cdef struct DLManagedTensorVersioned:
    pass

  ctypedef int32_t (*CmultMapFunction)(double value,
                                       double *result,
                                       void *context);

  cdef struct CmultComplex:
    double re;
    double im;

  ctypedef void (*CmultDoneFunction)(CmultStatus status,
                                     double result,
                                     void *context);

  cdef struct CmultText:
    uint8_t *data;
    size_t length;

  CmultStatus cmult_array_scale(double *values, size_t length, double factor);

  CmultStatus cmult_array_dot(const double *a,
                              size_t a_length,
                              const double *b,
                              size_t b_length,
                              double *sum);

  CmultStatus cmult_array_map(double *values,
                              size_t length,
                              CmultMapFunction function,
                              void *context);

  bool cmult_logical_and(bool a, bool b);

  CmultComplex cmult_multiply_complex(CmultComplex a, CmultComplex b);

  double cmult_compound(double start, double factor, uint64_t times);

  CmultStatus cmult_powers_new(double factor,
                               size_t length,
                               CmultPowers **powers);

  size_t cmult_powers_length(const CmultPowers *powers);

  void cmult_powers_free(CmultPowers **powers);

  CmultStatus cmult_arrow_schema_new(ArrowSchema **schema);

  CmultStatus cmult_powers_arrow_array(const CmultPowers *powers,
                                       ArrowArray **array);

  void cmult_arrow_schema_free(ArrowSchema *schema);

  void cmult_arrow_array_free(ArrowArray *array);

  CmultStatus cmult_powers_dlpack_versioned(const CmultPowers *powers,
                                            bool copy,
                                            DLManagedTensorVersioned **tensor);

  CmultStatus cmult_powers_dlpack(const CmultPowers *powers,
                                  DLManagedTensor **tensor);

  void cmult_dlpack_versioned_free(DLManagedTensorVersioned *tensor);

  void cmult_dlpack_free(DLManagedTensor *tensor);

  CmultStatus cmult_checked_multiply(int64_t a, int64_t b, int64_t *product);

  CmultStatus cmult_job_start(double start,
                              double factor,
                              uint64_t times,
                              CmultDoneFunction done,
                              void *context,
                              CmultJob **job);

  void cmult_job_cancel(const CmultJob *job);

  void cmult_job_free(CmultJob **job);

  CmultStatus cmult_panic();

  CmultStatus cmult_product_new(double start, CmultProduct **product);

  CmultStatus cmult_product_multiply_by(const CmultProduct *product,
                                        double factor);

  CmultStatus cmult_product_value(const CmultProduct *product, double *value);

  void cmult_product_close(const CmultProduct *product);

  bool cmult_product_is_closed(const CmultProduct *product);

  void cmult_product_free(CmultProduct **product);

  float cmult(int32_t int_param, float float_param);

  float cmult_multiply(int32_t int_param, float float_param);

  const char *cmult_status_message(int32_t code);

  CmultStatus cmult_text_repeat(const uint8_t *text,
                                size_t length,
                                size_t times,
                                CmultText *repeated);

  void cmult_text_free(CmultText text);
