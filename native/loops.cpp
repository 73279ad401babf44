#include "loops.hpp"

namespace salkku {

// out = rest + sum of values[d] * prices[d]
WIDE void bounds_of(const double *values, int count, const double *prices, const double *rest,
                    int columns, double *out) {
    for (int k = 0; k < columns; ++k) out[k] = rest[k];
    for (int d = 0; d < count; ++d) {
        const double value = values[d];
        const double *price = prices + static_cast<int64_t>(d) * columns;
        for (int k = 0; k < columns; ++k) out[k] += value * price[k];
    }
}

// Whether left[i] >= right[i] everywhere.
WIDE bool no_less(const double *left, const double *right, int count) {
    int at = 0;
    for (; at + 8 <= count; at += 8) {
        int below = 0;
        for (int i = 0; i < 8; ++i) below |= left[at + i] < right[at + i];
        if (below) return false;
    }
    for (; at < count; ++at)
        if (left[at] < right[at]) return false;
    return true;
}

}  // namespace salkku
