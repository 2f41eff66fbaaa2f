// The C source of the module `_native`, around which CFFI writes the rest: the C ABI,
// and what is quicker or safer to say in C than in Python.

#include <complex.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "cmult.h"

// ANCHOR: f32
// What no 32-bit float is, and so no product: says that an argument was too large.
static const double NO_F32 = DBL_MAX;

// Given a double for a `float`, C makes an infinity of what is too large.
static bool to_f32(double value, float *narrowed) {
  *narrowed = (float)value;
  return isfinite(*narrowed) || !isfinite(value);
}

static double multiply(int32_t int_param, double float_param) {
  float narrowed;
  return to_f32(float_param, &narrowed) ? cmult_multiply(int_param, narrowed)
                                        : NO_F32;
}

static double print_and_multiply(int32_t int_param, double float_param) {
  float narrowed;
  return to_f32(float_param, &narrowed) ? cmult(int_param, narrowed) : NO_F32;
}
// ANCHOR_END: f32

// C's own complex numbers, which CFFI makes of Python's, and our structure.
static CmultComplex structure(_cffi_double_complex_t value) {
  return (CmultComplex){creal(value), cimag(value)};
}

static _cffi_double_complex_t multiply_complex(_cffi_double_complex_t a,
                                               _cffi_double_complex_t b) {
  CmultComplex product = cmult_multiply_complex(structure(a), structure(b));
  _cffi_double_complex_t result;
  memcpy(&result, &product, sizeof result);
  return result;
}

// A destructor gets the pointer that `ffi.gc` was given.
static void text_free(CmultText *text) { cmult_text_free(*text); }

// ANCHOR: map
// The function whose body is in _arrays.py. CFFI lets it return 0, false, when Python
// could not run it; to `cmult_array_map`, 0 says that all went well.
static bool call_function(double value, double *result, void *function);

static int32_t step(double value, double *result, void *function) {
  return !call_function(value, result, function);
}

static CmultStatus array_map(double *values, size_t length, void *function) {
  return cmult_array_map(values, length, step, function);
}
// ANCHOR_END: map

// A product is used by way of its place, which may have become empty.
static CmultStatus product_multiply_by(CmultProduct **place, double factor) {
  return cmult_product_multiply_by(*place, factor);
}
