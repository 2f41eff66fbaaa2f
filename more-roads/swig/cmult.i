// SWIG reads the C header itself; here stands what the header does not say.

%module cmult_swig
%{
#include "cmult.h"
%}
%include <stdint.i>
%include <pybuffer.i>

// ANCHOR: typemaps
// A status is not a result: what is not 0 becomes an exception.
%typemap(out) enum CmultStatus {
    if ($1 != CMULT_STATUS_OK) {
        SWIG_Error(SWIG_ValueError, cmult_status_message($1));
        SWIG_fail;
    }
    $result = SWIG_Py_Void();
}

// One str for a pointer and a length, and one str for what Rust allocates.
%apply (char *STRING, size_t LENGTH) { (const uint8_t *text, size_t length) };
%typemap(in, numinputs = 0) struct CmultText * (struct CmultText text) {
    $1 = &text;
}
%typemap(argout) struct CmultText * {
    $result = SWIG_FromCharPtrAndSize((char *)$1->data, $1->length);
    cmult_text_free(*$1);
}

// One buffer for a pointer and a length.
%pybuffer_mutable_binary(double *values, size_t length);
// ANCHOR_END: typemaps

%rename(multiply) cmult_multiply;
%rename(repeat) cmult_text_repeat;
%rename(scale_in_place) cmult_array_scale;
%rename(Product) CmultProduct;

%include "cmult.h"

// ANCHOR: class
// A class, though C has none: SWIG calls these with a pointer named `self`.
struct CmultProduct {};
%extend CmultProduct {
    CmultProduct(double start = 1.0) {
        CmultProduct *product = NULL;
        cmult_product_new(start, &product);
        return product;
    }
    ~CmultProduct() { cmult_product_free(&$self); }
    void multiply_by(double factor) {
        cmult_product_multiply_by($self, factor);
    }
    double value() {
        double value = 0;
        cmult_product_value($self, &value);
        return value;
    }
}
// ANCHOR_END: class
