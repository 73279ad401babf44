// The loops that are worth wide registers, chosen when the library is loaded.
#pragma once
#include <cstdint>

#if defined(SALKKU_CLONES)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

namespace salkku {

void bounds_of(const double *values, int count, const double *prices, const double *rest,
               int columns, double *out);
bool no_less(const double *left, const double *right, int count);

}  // namespace salkku
