/* The work on arrays, for everybody here who has no Rust behind him.
 *
 * It has to be the same work as the core's, or a ratio would compare two loops
 * instead of two calls: the same sums in the same order, and vector
 * instructions of the same width. The core chooses these when it runs, and so
 * does this. */

#pragma once

#include <stddef.h>

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__)
/* Compiled three times; the loader takes the widest that the processor has. */
#define VECTORS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define VECTORS
#endif

VECTORS static double sum_of_many(const double *a, const double *b,
                                  size_t length) {
    enum { LANES = 32 };
    double sums[LANES] = {0};
    size_t i = 0;
    for (; i + LANES <= length; i += LANES) {
        for (size_t lane = 0; lane < LANES; lane++) {
            sums[lane] += a[i + lane] * b[i + lane];
        }
    }
    for (size_t lane = 0; i < length; i++, lane++) {
        sums[lane] += a[i] * b[i];
    }
    double total = 0;
    for (size_t lane = 0; lane < LANES; lane++) {
        total += sums[lane];
    }
    return total;
}

static inline double sum_of_products(const double *a, const double *b,
                                     size_t length) {
    enum { SHORT = 16 };
    if (length > SHORT) {
        return sum_of_many(a, b, length);
    }
    double total = 0;
    for (size_t i = 0; i < length; i++) {
        total += a[i] * b[i];
    }
    return total;
}

VECTORS static void scale(double *values, size_t length, double factor) {
    for (size_t i = 0; i < length; i++) {
        values[i] *= factor;
    }
}
