// A problem laid out for label setting, as Python hands it over: n positions, p objectives, t sums
// that only break ties, r rows, K columns of multipliers (Q directions, K / Q rounds), c pairs.
#pragma once
#include <cstdint>

extern "C" {
struct Plan {
    int64_t items, objectives, ties, rows, columns, directions, pairs;
    const int64_t *order;         // n: item of each position
    const int64_t *gains;         // n x (p + t)
    const int64_t *uses;          // n x r
    const int64_t *limits;        // r
    const int64_t *need, *spare;  // (n + 1) x r: least and most that later positions can add
    const double *weights;        // K x p
    const double *prices;         // K x r
    const double *rest;           // (n + 1) x K: what later positions may add, and the slip
    const int64_t *closing;       // c: last position of each pair
    const uint8_t *left, *right;  // c x n: positions of each side
    const int64_t *worths;        // c x (p + t)
    const double *left_price, *right_price, *base;  // K x c
    // Where rules tie items (`implied` is null elsewhere):
    const uint8_t *ruled;         // r: rows that implications hold wholly, or other rows imply
    const uint64_t *implied;      // n x 2 x 2 x words: what leaving or taking leaves, and takes
    const double *steps, *start;  // n x K, K: what choosing adds to a bound; bounds of the start
    const double *corrections;    // c x 4 x K: what closing a pair adds, by left + 2 right
};
}
