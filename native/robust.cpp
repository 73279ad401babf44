// All portfolios that none dominates under interval scores: a depth-first walk against references.
//
// A label dies when one reference is worth at least as much as all its completions at every vertex
// (see references.py: the bound is Lagrangian, in doubles, with a margin for the arithmetic). What
// reaches the end is compared pair by pair in 64-bit integers, whose sums are known to fit. For each
// reference a label keeps a vertex that saves it and by how much; a step that cannot cost that much
// needs no new look. This only skips work: every cut is by a bound computed for the label itself.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "clock.hpp"

extern "C" {
struct RobustPlan {
    int64_t items, vertices, columns, rows, pairs, references, known_count, words, first, most;
    const int64_t *low, *width;                   // items x vertices, by position
    const double *scale;                          // vertices
    const int64_t *uses, *limits, *need, *spare;  // rows: see layers.py
    const double *steps, *rest, *prices;          // columns: see bounds.py
    const double *closing;                        // pairs x columns x 4
    const int64_t *worths;                        // pairs x vertices
    const uint64_t *left, *right;                 // pairs x words
    const int64_t *last;                          // pairs
    const uint64_t *known;                        // known x words, by position; the references first
    const double *asked;                          // references x vertices
};
}

namespace {

constexpr double ENDLESS = 1e300;

// Steps after which a walk without a limit in time is judged, and the shares of the tree asked for.
constexpr int64_t SOON = 1 << 20, LATE = 1 << 22;
constexpr double HARDLY = 1e-6, LITTLE = 1e-2;

bool has(const uint64_t *set, int64_t at) { return set[at / 64] >> (at % 64) & 1; }

// A portfolio measured at every vertex.
struct Standing {
    std::vector<uint64_t> set;
    std::vector<int64_t> low, high;
};

// One problem laid out, and what is known of it.
class Robust {
  public:
    Robust(const RobustPlan &plan, double seconds, double patience)
        : p(plan), n(plan.items), V(plan.vertices), K(plan.columns), bytes((plan.items + 7) / 8),
          clock(seconds), first(patience), hope(patience / seconds), endless(patience < 0) {
        tables();
        closes.resize(n);
        for (int64_t q = 0; q < p.pairs; ++q) closes[p.last[q]].push_back(q);
        for (int64_t r = 0; r < p.references; ++r) reference(p.known + r * p.words);
        for (int64_t r = 0; r < p.known_count; ++r) kept.push_back(measured(p.known + r * p.words));
        levels.resize(n + 1);
        for (auto &one : levels) {
            one.sums.assign(K, 0), one.reach.assign(K, 0), one.slack.assign(p.rows, 0);
            one.margin.assign(p.references, -1), one.witness.assign(p.references, 0);
            one.drop.assign(2 * V, 0);
        }
    }

    // True when nothing was left out.
    bool run() {
        set.assign(p.words, 0);
        auto &root = levels[0];
        std::copy_n(p.limits, p.rows, root.slack.begin());
        if (!settle(0)) return true;
        return walk(0);
    }

    std::vector<Standing> kept;
    int64_t nodes = 0;

  private:
    struct Level {
        std::vector<double> sums, reach, drop;
        std::vector<int64_t> slack;
        std::vector<float> margin;
        std::vector<int32_t> witness;
    };

    // Sums of widths by vertex, byte of a set and value of the byte.
    void tables() {
        widths.assign(V * bytes * 256, 0);
        for (int64_t v = 0; v < V; ++v)
            for (int64_t b = 0; b < bytes; ++b)
                for (int value = 1; value < 256; ++value) {
                    const int bit = __builtin_ctz(value);
                    const int64_t at = 8 * b + bit;
                    const double own = at < n ? double(p.width[at * V + v]) * p.scale[v] : 0.0;
                    double *row = widths.data() + (v * bytes + b) * 256;
                    row[value] = row[value & (value - 1)] + own;
                }
    }

    void reference(const uint64_t *chosen) {
        const size_t start = rests.size();
        rests.resize(start + (n + 1) * K);
        double *rest = rests.data() + start;
        std::copy_n(p.rest + n * K, K, rest + n * K);
        for (int64_t at = n - 1; at >= 0; --at)
            for (int64_t k = 0; k < K; ++k) {
                double step = p.steps[at * K + k];
                if (has(chosen, at)) step -= double(p.width[at * V + k % V]) * p.scale[k % V];
                rest[at * K + k] = rest[(at + 1) * K + k] + std::max(0.0, step);
            }
    }

    Standing measured(const uint64_t *chosen) const {
        Standing out{{chosen, chosen + p.words}, std::vector<int64_t>(V, 0), std::vector<int64_t>(V, 0)};
        for (int64_t at = 0; at < n; ++at)
            if (has(chosen, at))
                for (int64_t v = 0; v < V; ++v) {
                    out.low[v] += p.low[at * V + v];
                    out.high[v] += p.low[at * V + v] + p.width[at * V + v];
                }
        for (int64_t q = 0; q < p.pairs; ++q)
            if (state(q, chosen) == 3)
                for (int64_t v = 0; v < V; ++v) {
                    out.low[v] += p.worths[q * V + v];
                    out.high[v] += p.worths[q * V + v];
                }
        return out;
    }

    int state(int64_t pair, const uint64_t *chosen) const {
        bool left = false, right = false;
        for (int64_t w = 0; w < p.words; ++w) {
            left |= (p.left[pair * p.words + w] & chosen[w]) != 0;
            right |= (p.right[pair * p.words + w] & chosen[w]) != 0;
        }
        return int(left) + 2 * int(right);
    }

    // Whether y is worth at least as much as x everywhere and more somewhere (spread.py).
    bool dominates(const Standing &y, const Standing &x) const {
        for (int64_t v = 0; v < V; ++v)
            if (y.low[v] < x.low[v] || y.high[v] < x.high[v]) return false;
        bool strict = false;
        for (int64_t v = 0; v < V; ++v) {
            int64_t least = y.low[v] - x.high[v], apart = 0;
            for (int64_t w = 0; w < p.words; ++w) {
                for (uint64_t both = y.set[w] & x.set[w]; both; both &= both - 1)
                    least += p.width[(64 * w + __builtin_ctzll(both)) * V + v];
                if (least < 0) continue;
                for (uint64_t one = y.set[w] ^ x.set[w]; one; one &= one - 1)
                    apart += p.width[(64 * w + __builtin_ctzll(one)) * V + v];
            }
            if (least < 0) return false;
            strict |= least > 0 || apart > 0;
        }
        return strict;
    }

    // Decide a position and put the label at the next level; false when it cannot be completed.
    bool step(int64_t at, bool taken) {
        const Level &from = levels[at];
        Level &to = levels[at + 1];
        to.slack = from.slack, to.sums = from.sums;
        if (taken) {
            for (int64_t r = 0; r < p.rows; ++r) to.slack[r] -= p.uses[at * p.rows + r];
            for (int64_t k = 0; k < K; ++k) to.sums[k] += p.steps[at * K + k];
        }
        for (int64_t q : closes[at]) {
            const int which = state(q, set.data());
            for (int64_t k = 0; k < K; ++k) to.sums[k] += p.closing[(q * K + k) * 4 + which];
        }
        if (!settle(at + 1)) return false;
        drops(at, taken);
        return true;
    }

    // Take out room that cannot be used, and see whether the label can be completed at all.
    bool settle(int64_t at) {
        Level &to = levels[at];
        for (int64_t r = 0; r < p.rows; ++r) {
            if (to.slack[r] < p.need[at * p.rows + r]) return false;
            const int64_t idle = to.slack[r] - p.spare[at * p.rows + r];
            if (idle <= 0) continue;
            to.slack[r] -= idle;
            for (int64_t k = 0; k < K; ++k) to.sums[k] -= double(idle) * p.prices[k * p.rows + r];
        }
        for (int64_t k = 0; k < K; ++k) to.reach[k] = to.sums[k] + p.rest[at * K + k];
        return true;
    }

    // By how much a bound may have sunk, for references without and with the item.
    void drops(int64_t at, bool taken) {
        const Level &from = levels[at];
        Level &to = levels[at + 1];
        std::fill(to.drop.begin(), to.drop.end(), -ENDLESS);
        for (int64_t k = 0, v = 0; k < K; ++k, v = v + 1 == V ? 0 : v + 1) {
            const double plain = from.reach[k] - to.reach[k], s = p.steps[at * K + k];
            const double w = double(p.width[at * V + v]) * p.scale[v];
            const double shift = taken ? std::max(0.0, w - s) - std::max(0.0, -s)
                                       : std::max(0.0, s - w) - std::max(0.0, s);
            to.drop[v] = std::max(to.drop[v], plain);
            to.drop[V + v] = std::max(to.drop[V + v], plain + shift);
        }
    }

    // Whether a reference is proved to dominate whatever completes the label before `at`.
    bool cut(int64_t at) {
        Level &to = levels[at];
        const Level &from = levels[at - 1];
        for (int64_t r = 0; r < p.references; ++r) {
            const int64_t v = from.witness[r];
            const bool shared = has(p.known + r * p.words, at - 1);
            const float left = from.margin[r] - float(to.drop[shared ? V + v : v]);
            to.witness[r] = int32_t(v);
            if (left > 0) {
                to.margin[r] = left;
            } else if (beaten(at, r, to)) {
                return true;
            }
        }
        return false;
    }

    bool beaten(int64_t at, int64_t r, Level &to) const {
        const double *rest = rests.data() + (r * (n + 1) + at) * K;
        const uint64_t *known = p.known + r * p.words;
        uint8_t common[64];
        for (int64_t b = 0; b < bytes; ++b)
            common[b] = uint8_t((known[b / 8] & set[b / 8]) >> (8 * (b % 8)));
        int64_t v = to.witness[r];
        for (int64_t turn = 0; turn < V; ++turn, v = v + 1 == V ? 0 : v + 1) {
            double bound = ENDLESS;
            for (int64_t k = v; k < K; k += V) bound = std::min(bound, to.sums[k] + rest[k]);
            for (int64_t b = 0; b < bytes; ++b)
                bound -= widths[(v * bytes + b) * 256 + common[b]];
            const double margin = bound - p.asked[r * V + v];
            if (margin >= 0) {
                to.witness[r] = int32_t(v), to.margin[r] = float(margin);
                return false;
            }
        }
        return true;
    }

    // Whether the time is over, or too little was looked at so far to hope for an end: half of a
    // label's share of the tree is under each way of its next position.
    bool hopeless() {
        if (clock.over()) return true;
        if (nodes == SOON && explored < HARDLY) return true;
        if (endless) return nodes == LATE && explored < LITTLE;
        if (judged || !first.over()) return false;
        judged = true;
        return explored < hope;
    }

    bool walk(int64_t at) {
        if ((++nodes & 1023) == 0 && hopeless()) return false;
        if (at == n) {
            explored += std::ldexp(1.0, -int(n));
            return keep();
        }
        for (const bool taken : {true, false}) {
            if (at == 0 && p.first >= 0 && taken != bool(p.first)) continue;
            const uint64_t bit = uint64_t(1) << (at % 64);
            if (taken) set[at / 64] |= bit;
            else set[at / 64] &= ~bit;
            if (!step(at, taken) || cut(at + 1)) {
                explored += std::ldexp(1.0, -int(at + 1));
                continue;
            }
            if (!walk(at + 1)) return false;
        }
        set[at / 64] &= ~(uint64_t(1) << (at % 64));
        return true;
    }

    // Take a whole portfolio in, unless one that is kept dominates it; false when the room is over.
    bool keep() {
        Standing one = measured(set.data());
        for (size_t at = 0; at < kept.size(); ++at) {
            if (kept[at].set == one.set) return true;
            if (!dominates(kept[at], one)) continue;
            if (at) std::swap(kept[at], kept[at / 2]);
            return true;
        }
        kept.erase(std::remove_if(kept.begin(), kept.end(),
                                  [&](const Standing &other) { return dominates(one, other); }),
                   kept.end());
        kept.push_back(std::move(one));
        return int64_t(kept.size()) <= p.most;
    }

    const RobustPlan &p;
    const int64_t n, V, K, bytes;
    const salkku::Clock clock, first;
    const double hope;
    const bool endless;
    double explored = 0;
    bool judged = false;
    std::vector<double> widths, rests;
    std::vector<std::vector<int64_t>> closes;
    std::vector<Level> levels;
    std::vector<uint64_t> set;
};

// What a walk found: whether nothing was left out, and the sets.
struct Found {
    bool whole;
    int64_t nodes;
    std::vector<uint64_t> sets;
    int64_t count;
};

}  // namespace

extern "C" {

// Walk a plan, no longer than `seconds`, and than `patience` only with the end in sight (negative:
// no limit; then the steps are judged); null when memory is short.
void *salkku_robust(const RobustPlan *plan, double seconds, double patience) {
    try {
        Robust robust(*plan, seconds, patience);
        auto out = std::make_unique<Found>();
        out->whole = robust.run();
        out->nodes = robust.nodes;
        out->count = int64_t(robust.kept.size());
        for (const auto &one : robust.kept)
            out->sets.insert(out->sets.end(), one.set.begin(), one.set.end());
        return out.release();
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

int64_t salkku_robust_count(const void *found) { return static_cast<const Found *>(found)->count; }
int64_t salkku_robust_version() { return 2; }
int64_t salkku_robust_nodes(const void *found) { return static_cast<const Found *>(found)->nodes; }
int64_t salkku_robust_whole(const void *found) { return static_cast<const Found *>(found)->whole; }

void salkku_robust_read(const void *found, uint64_t *sets) {
    const auto &all = static_cast<const Found *>(found)->sets;
    std::copy(all.begin(), all.end(), sets);
}

void salkku_robust_close(void *found) { delete static_cast<Found *>(found); }
}
