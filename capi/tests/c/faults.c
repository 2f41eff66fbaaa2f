// Faults on purpose, one a run, to see that what watches memory sees them:
// `just sanitize` runs each before it believes that there is nothing to see.

#include "cmult.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ANCHOR: faults
static int double_free(void) {
    CmultText text;
    cmult_text_repeat((const uint8_t *)"ab", 2, 3, &text);
    cmult_text_free(text);
    cmult_text_free(text);
    return 0;
}

static int leak(void) {
    CmultProduct *product;
    return (int)cmult_product_new(2.5, &product);
}

static int out_of_bounds(void) {
    double *values = calloc(3, sizeof *values);
    double sum;
    int status = (int)cmult_array_dot(values, 4, values, 4, &sum);
    free(values);
    return status;
}
// ANCHOR_END: faults

// An int that is too large for an int, made where no compiler can foresee it.
static int undefined(int one) { return INT_MAX + one == 0; }

int main(int count, char **arguments) {
    const char *fault = count == 2 ? arguments[1] : "";
    if (strcmp(fault, "double free") == 0) {
        return double_free();
    }
    if (strcmp(fault, "leak") == 0) {
        return leak();
    }
    if (strcmp(fault, "out of bounds") == 0) {
        return out_of_bounds();
    }
    if (strcmp(fault, "undefined") == 0) {
        return undefined(count - 1);
    }
    fprintf(stderr, "no such fault: %s\n", fault);
    return 2;
}
