// The C source of the module `_native`, around which CFFI writes the rest: the
// C ABI, and what is quicker or safer to say in C than in Python.

#include <complex.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "cmult.h"

// ANCHOR: f32
// Not a float of 32 bits, and so no product: an argument was too large for one.
static const double NO_F32 = DBL_MAX;

// Given a double for a `float`, C makes an infinity of what is too large.
static bool fits_f32(double value) {
    return isfinite((float)value) || !isfinite(value);
}

static double multiply(int32_t int_param, double float_param) {
    return fits_f32(float_param) ? cmult_multiply(int_param, float_param)
                                 : NO_F32;
}

static double print_and_multiply(int32_t int_param, double float_param) {
    return fits_f32(float_param) ? cmult(int_param, float_param) : NO_F32;
}
// ANCHOR_END: f32

// CFFI's name for C's own complex numbers, which it makes of Python's.
typedef _cffi_double_complex_t Complex;

static Complex multiply_complex(Complex a, Complex b) {
    CmultComplex product = cmult_multiply_complex(
        (CmultComplex){creal(a), cimag(a)}, (CmultComplex){creal(b), cimag(b)});
    memcpy(&a, &product, sizeof a); // `re + im * I` would lose infinities
    return a;
}

// A destructor gets the pointer that `ffi.gc` was given.
static void text_free(CmultText *text) { cmult_text_free(*text); }

// Its body is in _arrays.py. When Python could not run that, CFFI returns 0:
// here for false, while to `cmult_array_map` it would say that all went well.
static bool call_function(double value, double *result, void *function);

static int32_t step(double value, double *result, void *function) {
    return !call_function(value, result, function);
}

static CmultStatus array_map(double *values, size_t length, void *function) {
    return cmult_array_map(values, length, step, function);
}

// By way of the place where the product was put, and which may be empty by now.
static CmultStatus product_multiply_by(CmultProduct **place, double factor) {
    return cmult_product_multiply_by(*place, factor);
}
