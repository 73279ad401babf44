// Local search from the points found: add, drop or swap items whose reduced costs are small.
#pragma once
#include <algorithm>
#include <numeric>
#include <vector>

#include "archive.hpp"
#include "clock.hpp"
#include "labels.hpp"
#include "plan.hpp"

namespace salkku {

// Pareto local search (Paquete, Stuetzle 2006; Lust, Teghem 2012): every point is left by each small
// move once, and what no known point covers is taken in. It proves nothing: the sweeps do.
class Climb {
  public:
    Climb(const Plan &plan, Archive &archive, const Clock &clock)
        : plan_(plan), archive_(archive), clock_(clock), reduced_(plan.directions * plan.items) {
        const int64_t n = plan.items, Q = plan.directions, width = plan.objectives + plan.ties;
        for (int64_t q = 0; q < Q; ++q)
            for (int64_t j = 0; j < n; ++j) {
                double &value = reduced_[q * n + j];
                for (int64_t i = 0; i < plan.objectives; ++i)
                    value += plan.weights[q * plan.objectives + i] * plan.gains[j * width + i];
                for (int64_t i = 0; i < plan.rows; ++i)
                    value -= plan.prices[q * plan.rows + i] * plan.uses[j * plan.rows + i];
            }
        for (int64_t q = 0; q < Q; ++q) {
            double best = 0;
            for (int64_t i = 0; i < plan.rows; ++i)
                best += plan.prices[q * plan.rows + i] * plan.limits[i];
            for (int64_t j = 0; j < n; ++j) best += std::max(0.0, reduced_[q * n + j]);
            best_.push_back(best);
        }
    }

    // Leave every point that is not yet left; `near` items on each side are tried.
    void run(int near) {
        std::vector<int64_t> open(archive_.points());
        std::vector<uint64_t> sets;
        const int p = int(plan_.objectives), words = archive_.words();
        for (int64_t at = 0; at < archive_.size(); ++at)
            sets.insert(sets.end(), archive_.chosen(at), archive_.chosen(at) + words);
        while (!sets.empty()) {
            fresh_.clear(), fresh_sets_.clear();
            for (size_t at = 0; at < sets.size() / words; ++at) {
                if (clock_.over()) return;
                leave(open.data() + at * p, sets.data() + at * words, near);
            }
            open.swap(fresh_), sets.swap(fresh_sets_);
        }
    }

  private:
    // The direction in which a point is nearest to its bound, in shares of the bound.
    int direction(const int64_t *point) const {
        int best = 0;
        double least = 1e300;
        for (int q = 0; q < plan_.directions; ++q) {
            double gap = best_[q];
            for (int i = 0; i < plan_.objectives; ++i)
                gap -= plan_.weights[q * plan_.objectives + i] * double(point[i]);
            if (gap < least) least = gap, best = q;
        }
        return best;
    }

    void leave(const int64_t *point, const uint64_t *set, int near) {
        const int64_t n = plan_.items, r = plan_.rows;
        room_.assign(plan_.limits, plan_.limits + r);
        const double *reduced = reduced_.data() + direction(point) * n;
        inside_.clear(), outside_.clear();
        for (int64_t j = 0; j < n; ++j) {
            const int64_t item = plan_.order[j];
            const bool chosen = set[item / 64] >> (item % 64) & 1;
            (chosen ? inside_ : outside_).push_back(int(j));
            if (chosen)
                for (int64_t i = 0; i < r; ++i) room_[i] -= plan_.uses[j * r + i];
        }
        for (std::vector<int> *side : {&inside_, &outside_}) {
            const auto nearer = [&](int a, int b) {
                const double x = std::abs(reduced[a]), y = std::abs(reduced[b]);
                return x < y || (x == y && a < b);
            };
            if (int(side->size()) > near) {
                std::nth_element(side->begin(), side->begin() + near, side->end(), nearer);
                side->resize(near);
            }
            std::sort(side->begin(), side->end(), nearer);
        }
        inside_.push_back(-1), outside_.push_back(-1);
        for (int out : inside_)
            for (int in : outside_)
                if (out >= 0 || in >= 0) attempt(point, set, out, in);
    }

    void attempt(const int64_t *point, const uint64_t *set, int out, int in) {
        const int64_t r = plan_.rows, p = plan_.objectives, width = p + plan_.ties;
        for (int64_t i = 0; i < r; ++i) {
            const int64_t more = (in < 0 ? 0 : plan_.uses[in * r + i]) -
                                 (out < 0 ? 0 : plan_.uses[out * r + i]);
            if (room_[i] < more) return;
        }
        moved_.assign(point, point + p);
        bool gains = plan_.pairs > 0;
        for (int64_t i = 0; i < p; ++i) {
            const int64_t more = (in < 0 ? 0 : plan_.gains[in * width + i]) -
                                 (out < 0 ? 0 : plan_.gains[out * width + i]);
            gains |= more > 0;
            moved_[i] += more;
        }
        if (!gains) return;
        moved_set_.assign(set, set + archive_.words());
        for (int j : {out, in})
            if (j >= 0) moved_set_[plan_.order[j] / 64] ^= uint64_t(1) << (plan_.order[j] % 64);
        if (plan_.pairs) add_pairs(set);
        if (!archive_.insert(moved_.data(), moved_set_.data())) return;
        fresh_.insert(fresh_.end(), moved_.begin(), moved_.end());
        fresh_sets_.insert(fresh_sets_.end(), moved_set_.begin(), moved_set_.end());
    }

    void add_pairs(const uint64_t *set) {
        const int64_t p = plan_.objectives, width = p + plan_.ties;
        for (int64_t c = 0; c < plan_.pairs; ++c) {
            const int after = both(moved_set_.data(), c), before = both(set, c);
            for (int64_t i = 0; i < p && after != before; ++i)
                moved_[i] += (after - before) * plan_.worths[c * width + i];
        }
    }

    int both(const uint64_t *set, int64_t pair) const {
        bool left = false, right = false;
        for (int64_t j = 0; j < plan_.items; ++j) {
            const int64_t item = plan_.order[j];
            if (!(set[item / 64] >> (item % 64) & 1)) continue;
            left |= plan_.left[pair * plan_.items + j] != 0;
            right |= plan_.right[pair * plan_.items + j] != 0;
        }
        return left && right;
    }

    const Plan &plan_;
    Archive &archive_;
    const Clock &clock_;
    std::vector<int> inside_, outside_;
    std::vector<double> reduced_, best_;
    std::vector<int64_t> room_, moved_, fresh_;
    std::vector<uint64_t> moved_set_, fresh_sets_;
};

}  // namespace salkku
