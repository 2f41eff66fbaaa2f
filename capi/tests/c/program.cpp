// The same header, read by a C++ compiler: it must compile, and its functions
// must be linked by their C names.

#include "cmult.h"
#include "cmult.h" // the include guard

int main() {
    static_assert(sizeof(CmultStatus) == sizeof(int32_t), "an int, as in C");

    double values[] = {1.0, 2.0};
    // A lambda without captures is a C function pointer.
    const CmultStatus status = cmult_array_map(
        values, 2,
        [](double value, double *result, void *) -> int32_t {
            *result = value * 10.0;
            return 0;
        },
        nullptr);
    return status == CMULT_STATUS_OK && values[1] == 20.0 ? 0 : 1;
}
