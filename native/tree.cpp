// A point of an integer program that reaches a goal, or none: depth first, in whole numbers only.
//
// Columns of two values are decided one by one; a label dies when a row can be kept no more, or when
// one of K Lagrangian bounds (see ledger.py) is under the goal. Every sum is known to fit 64 bits.
// The number of labels is limited, not the time, so that the same program has the same answer.
#include <algorithm>
#include <cstdint>
#include <new>
#include <vector>

extern "C" {
struct TreePlan {
    int64_t columns, binary, rows, bounds, goal, counted, improve, most;
    const int64_t *uses;                 // columns x rows
    const int64_t *gains, *upper;        // columns
    const int64_t *highs;                // rows
    const int64_t *need, *spare;         // (columns + 1) x rows
    const int64_t *scales;               // bounds
    const int64_t *prices;               // bounds x rows
    const int64_t *rest;                 // (columns + 1) x bounds
    int64_t *point;                      // columns: filled when one reaches the goal
    int64_t *worth;                      // of that point
};
}

namespace {

constexpr int64_t WHOLE = 1, FOUND = 2;

class Tree {
  public:
    explicit Tree(const TreePlan &plan)
        : p(plan), K(plan.bounds), R(plan.rows), goal(plan.goal), room(plan.highs, plan.highs + R),
          touched(plan.columns), steps(plan.columns * K), sums((plan.binary + 1) * K),
          saved(plan.binary), now(plan.columns, 0) {
        for (int64_t at = 0; at < p.columns; ++at) {
            for (int64_t r = 0; r < R; ++r)
                if (p.uses[at * R + r]) touched[at].push_back(int32_t(r));
            for (int64_t k = 0; k < K; ++k) {
                int64_t step = p.gains[at] * p.scales[k];
                for (int32_t r : touched[at]) step -= p.prices[k * R + r] * p.uses[at * R + r];
                steps[at * K + k] = step;
            }
            if (at < p.binary) saved[at].resize(touched[at].size());
        }
    }

    int64_t run() {
        for (int64_t r = 0; r < R; ++r) {
            if (room[r] < p.need[r]) return WHOLE;
            room[r] = std::min(room[r], p.spare[r]);
        }
        for (int64_t k = 0; k < K; ++k) {
            int64_t sum = 0;
            for (int64_t r = 0; r < R; ++r) sum += p.prices[k * R + r] * room[r];
            sums[k] = sum;
        }
        if (!alive(0)) return WHOLE;
        const bool whole = walk(0, 0);
        return (whole ? WHOLE : 0) + (found ? FOUND : 0);
    }

  private:
    bool alive(int64_t at) const {
        for (int64_t k = 0; k < K; ++k) {
            if (!p.counted && p.scales[k]) continue;
            const int64_t asked = p.counted ? p.scales[k] * goal : 0;
            if (sums[at * K + k] + p.rest[at * K + k] < asked) return false;
        }
        return true;
    }

    // Decide a position; false when a row can be kept no more or no bound allows the goal.
    bool step(int64_t at, bool taken) {
        const int64_t *from = sums.data() + at * K;
        int64_t *to = sums.data() + (at + 1) * K;
        for (int64_t k = 0; k < K; ++k) to[k] = from[k] + (taken ? steps[at * K + k] : 0);
        const int64_t *need = p.need + (at + 1) * R, *spare = p.spare + (at + 1) * R;
        for (int32_t r : touched[at]) {
            if (taken) room[r] -= p.uses[at * R + r];
            if (room[r] < need[r]) return false;
            const int64_t idle = room[r] - spare[r];
            if (idle <= 0) continue;
            room[r] -= idle;
            for (int64_t k = 0; k < K; ++k) to[k] -= p.prices[k * R + r] * idle;
        }
        return alive(at + 1);
    }

    // False when the search is to end: the labels allowed are used, or one point is enough.
    bool walk(int64_t at, int64_t worth) {
        if (++labels > p.most) return false;
        if (at == p.binary) return leaf(worth);
        auto &kept = saved[at];
        for (size_t i = 0; i < kept.size(); ++i) kept[i] = room[touched[at][i]];
        const bool first = K && steps[at * K] > 0;
        for (const bool taken : {first, !first}) {
            now[at] = taken;
            if (step(at, taken) && !walk(at + 1, worth + (taken ? p.gains[at] : 0))) return false;
            for (size_t i = 0; i < kept.size(); ++i) room[touched[at][i]] = kept[i];
        }
        return true;
    }

    // Complete a point with the columns of many values, each with rows of its own.
    bool leaf(int64_t worth) {
        std::vector<char> owned(R, 0);
        for (int64_t at = p.binary; at < p.columns; ++at) {
            int64_t low = 0, high = p.upper[at];
            for (int32_t r : touched[at]) {
                const int64_t use = p.uses[at * R + r];
                owned[r] = 1;
                if (use > 0) high = std::min(high, down(room[r], use));
                else low = std::max(low, -down(room[r], -use));
            }
            if (low > high) return true;
            now[at] = p.gains[at] > 0 ? high : low;
            worth += p.gains[at] * now[at];
        }
        for (int64_t r = 0; r < R; ++r)
            if (room[r] < 0 && !owned[r]) return true;
        if (p.counted && worth < goal) return true;
        std::copy(now.begin(), now.end(), p.point);
        *p.worth = worth;
        found = true;
        goal = worth + 1;
        return p.improve && p.counted;
    }

    static int64_t down(int64_t a, int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

    const TreePlan &p;
    const int64_t K, R;
    int64_t goal, labels = 0;
    bool found = false;
    std::vector<int64_t> room;
    std::vector<std::vector<int32_t>> touched;
    std::vector<int64_t> steps, sums;
    std::vector<std::vector<int64_t>> saved;
    std::vector<int64_t> now;
};

}  // namespace

extern "C" {

int64_t salkku_tree_version() { return 1; }

// 1: nothing was left out. 2: a point was found; with improve, the best of those looked at.
int64_t salkku_tree(const TreePlan *plan) {
    try {
        return Tree(*plan).run();
    } catch (const std::bad_alloc &) {
        return 0;
    }
}
}
