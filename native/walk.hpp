// One pass over the layers: labels grow, die by bounds, merge, and fall to others.
#pragma once
#include <cstring>
#include <limits>

#include "clock.hpp"
#include "dominance.hpp"
#include "layout.hpp"
#include "targets.hpp"

namespace salkku {

// L labels of one layer; `numbers` is L x kept, `bits` L x words, `ties` L x t.
struct Labels {
    int64_t count = 0;
    std::vector<int64_t> numbers, ties, counts;
    std::vector<uint64_t> bits;
    std::vector<int32_t> hints;

    void clear() {
        count = 0;
        numbers.clear(), ties.clear(), counts.clear(), bits.clear(), hints.clear();
    }
};

class Walk {
  public:
    Walk(const Plan &plan, const double *asked, int64_t targets, const Clock &clock)
        : plan_(plan), layout_(plan), targets_(asked, targets, int(plan.directions)),
          clock_(clock), words_(int((plan.items + 63) / 64)),
          bounds_(plan.columns), values_(plan.objectives + plan.rows + 2 * plan.pairs),
          key_(plan.objectives + plan.rows + 4 * plan.pairs), child_(words_) {
        masks(plan.left, left_), masks(plan.right, right_);
    }

    // How many labels a layer may have in so many bytes: itself, its children, what compares them.
    int64_t most(int64_t bytes) const {
        int64_t kept = 0, compared = 0;
        for (int64_t k = 0; k <= plan_.items; ++k) {
            kept = std::max<int64_t>(kept, layout_.at(k).kept);
            compared = std::max<int64_t>(compared, layout_.at(k).compared);
        }
        const int64_t label = 8 * (kept + words_ + plan_.ties + 1) + 4;
        return std::max<int64_t>(1, bytes / (6 * label + 24 * compared + 48));
    }

    // True when nothing was dropped unproved.
    bool run(int64_t width) {
        for (int64_t i = 0; i < plan_.rows; ++i)
            if (plan_.limits[i] < plan_.need[i]) return true;
        labels_.clear();
        labels_.count = 1;
        labels_.numbers.assign(layout_.at(0).kept, 0);
        labels_.ties.assign(plan_.ties, 0);
        labels_.counts.assign(1, 1);
        labels_.bits.assign(words_, 0);
        labels_.hints.assign(1, 0);
        bool whole = true;
        for (int64_t k = 0; k < plan_.items; ++k) {
            grow(k);
            if (stopped_) return false;
            if (due(k + 1)) compare(k + 1);
            if (stopped_) return false;
            if (labels_.count > width) whole = false, shorten(k + 1, width);
            peak_ = std::max(peak_, labels_.count), total_ += labels_.count;
        }
        return whole;
    }

    const Labels &labels() const { return labels_; }
    bool stopped() const { return stopped_; }
    bool overflow() const { return overflow_; }
    int words() const { return words_; }
    int64_t peak() const { return peak_; }
    int64_t total() const { return total_; }

  private:
    static constexpr int64_t MOST_LAYERS = 16;

    void masks(const uint8_t *sides, std::vector<uint64_t> &out) const {
        out.assign(plan_.pairs * words_, 0);
        for (int64_t c = 0; c < plan_.pairs; ++c)
            for (int64_t j = 0; j < plan_.items; ++j)
                if (sides[c * plan_.items + j])
                    out[c * words_ + j / 64] |= uint64_t(1) << (j % 64);
    }

    bool touches(const uint64_t *bits, const std::vector<uint64_t> &masks, int pair) const {
        for (int w = 0; w < words_; ++w)
            if (bits[w] & masks[int64_t(pair) * words_ + w]) return true;
        return false;
    }

    void grow(int64_t k) {
        next_.clear();
        for (int64_t at = 0; at < labels_.count && !stopped_; ++at) {
            for (int inside = 0; inside < 2; ++inside) child(k, at, inside);
            if ((at & 1023) == 1023 && clock_.over()) stopped_ = true;
        }
        if (clock_.over()) stopped_ = true;
        std::swap(labels_, next_);
    }

    void child(int64_t k, int64_t at, int inside) {
        const Layer &before = layout_.at(k), &layer = layout_.at(k + 1);
        const int p = int(plan_.objectives), t = int(plan_.ties);
        const int64_t *own = labels_.numbers.data() + at * before.kept;
        int64_t *key = key_.data();
        for (const Step &step : layer.steps) {
            int64_t room = step.from < 0 ? step.room : own[p + step.from];
            if (inside) room -= step.use;
            if (room < step.need) return;
            if (step.to >= 0) key[p + step.to] = std::min(room, step.spare);
        }
        const int64_t *gains = plan_.gains + k * (p + t);
        for (int i = 0; i < p; ++i) key[i] = own[i] + (inside ? gains[i] : 0);
        std::memcpy(child_.data(), labels_.bits.data() + at * words_, words_ * sizeof(uint64_t));
        if (inside) child_[k / 64] |= uint64_t(1) << (k % 64);
        const int64_t *ties = labels_.ties.data() + at * t;
        ties_.assign(ties, ties + t);
        if (inside)
            for (int i = 0; i < t; ++i) ties_[i] += gains[p + i];
        if (plan_.pairs) settle(k);
        const int64_t witness = reach(k + 1, labels_.hints[at]);
        if (witness < 0) return;
        append(layer, at, witness);
    }

    // Count the pairs that close at k and write the states of those that stay open.
    void settle(int64_t k) {
        const int p = int(plan_.objectives), t = int(plan_.ties);
        for (int64_t c = 0; c < plan_.pairs; ++c)
            if (plan_.closing[c] == k && touches(child_.data(), left_, int(c)) &&
                touches(child_.data(), right_, int(c))) {
                const int64_t *worths = plan_.worths + c * (p + t);
                for (int i = 0; i < p; ++i) key_[i] += worths[i];
                for (int i = 0; i < t; ++i) ties_[i] += worths[p + i];
            }
        const Layer &layer = layout_.at(k + 1);
        int64_t *signed_at = key_.data() + p + layer.rows.size();
        int64_t *plain_at = key_.data() + layer.compared;
        for (size_t i = 0; i < layer.pairs.size(); ++i) {
            const int pair = layer.pairs[i], sign = layer.signs[i];
            const bool left = touches(child_.data(), left_, pair);
            const bool right = touches(child_.data(), right_, pair);
            double *raw = values_.data() + p + layer.rows.size() + 2 * i;
            raw[0] = left, raw[1] = right;
            const bool dead = (!left && layout_.left_over(pair, k + 1)) ||
                              (!right && layout_.right_over(pair, k + 1));
            const int64_t states[2] = {left && !dead, right && !dead};
            int64_t *&out = sign ? signed_at : plain_at;
            for (int64_t state : states) {
                *out++ = sign == -1 ? -state : state;
                if (sign == 2) *out++ = -state;
            }
        }
    }

    // Bounds of the child, the sharpest round of each direction; the target in reach or -1.
    int64_t reach(int64_t k, int64_t hint) {
        const Layer &layer = layout_.at(k);
        const int single = int(plan_.objectives + layer.rows.size());
        for (int i = 0; i < single; ++i) values_[i] = double(key_[i]);
        measure(layer);
        return targets_.reached(bounds_.data(), hint);
    }

    void measure(const Layer &layer) {
        const int Q = int(plan_.directions), K = int(plan_.columns);
        const int count = int(plan_.objectives + layer.rows.size() + 2 * layer.pairs.size());
        bounds_of(values_.data(), count, layer.prices.data(), layer.rest.data(), K, bounds_.data());
        for (int k = Q; k < K; k += Q)
            for (int q = 0; q < Q; ++q) bounds_[q] = std::min(bounds_[q], bounds_[k + q]);
    }

    void append(const Layer &layer, int64_t at, int64_t witness) {
        next_.numbers.insert(next_.numbers.end(), key_.begin(), key_.begin() + layer.kept);
        next_.bits.insert(next_.bits.end(), child_.begin(), child_.end());
        next_.ties.insert(next_.ties.end(), ties_.begin(), ties_.end());
        next_.counts.push_back(labels_.counts[at]);
        next_.hints.push_back(int32_t(witness));
        ++next_.count;
    }

    // Comparing costs more than it cuts where few labels fall: it waits while that is so.
    bool due(int64_t k) const {
        return k >= compare_at_ || k == plan_.items || labels_.count > 2 * compared_;
    }

    void compare(int64_t k) {
        const Layer &layer = layout_.at(k);
        const int64_t before = labels_.count;
        merge(k);
        dominance_.run(labels_.numbers.data(), labels_.count, layer.kept, layer.compared,
                       int(plan_.objectives), keep_);
        take(layer);
        const double fallen = double(before - labels_.count) / double(std::max<int64_t>(1, before));
        const double a_layer = fallen / double(std::max<int64_t>(1, k - compared_layer_));
        compare_at_ = k + std::max<int64_t>(1, int64_t(0.1 / std::max(a_layer, 0.1 / MOST_LAYERS)));
        compared_ = labels_.count, compared_layer_ = k;
        if (clock_.over()) stopped_ = true;
    }

    // Keep the flagged labels, in order.
    void take(const Layer &layer) {
        int64_t to = 0;
        for (int64_t at = 0; at < labels_.count; ++at) {
            if (!keep_[at]) continue;
            if (to != at) move(layer, at, to);
            ++to;
        }
        resize(layer, to);
    }

    void move(const Layer &layer, int64_t at, int64_t to) {
        std::copy_n(labels_.numbers.data() + at * layer.kept, layer.kept,
                    labels_.numbers.data() + to * layer.kept);
        std::copy_n(labels_.bits.data() + at * words_, words_, labels_.bits.data() + to * words_);
        std::copy_n(labels_.ties.data() + at * plan_.ties, plan_.ties,
                    labels_.ties.data() + to * plan_.ties);
        labels_.counts[to] = labels_.counts[at];
        labels_.hints[to] = labels_.hints[at];
    }

    void resize(const Layer &layer, int64_t count) {
        labels_.count = count;
        labels_.numbers.resize(count * layer.kept);
        labels_.bits.resize(count * words_);
        labels_.ties.resize(count * plan_.ties);
        labels_.counts.resize(count);
        labels_.hints.resize(count);
    }

    // Join labels that nothing later can tell apart; the tie rule's best stands for them.
    void merge(int64_t k) {
        const Layer &layer = layout_.at(k);
        const int64_t count = labels_.count;
        keep_.assign(count, 1);
        int64_t size = 16;
        while (size < 2 * count) size *= 2;
        slots_.assign(size, -1);
        for (int64_t at = 0; at < count; ++at) {
            const int64_t *own = labels_.numbers.data() + at * layer.kept;
            uint64_t hash = 1469598103934665603u;
            for (int i = 0; i < layer.kept; ++i)
                hash = (hash ^ uint64_t(own[i])) * 0x9E3779B97F4A7C15u, hash ^= hash >> 29;
            int64_t slot = int64_t(hash & uint64_t(size - 1));
            while (slots_[slot] >= 0 &&
                   !std::equal(own, own + layer.kept,
                               labels_.numbers.data() + slots_[slot] * layer.kept))
                slot = (slot + 1) & (size - 1);
            if (slots_[slot] < 0) {
                slots_[slot] = int32_t(at);
                continue;
            }
            const int64_t first = slots_[slot];
            keep_[at] = 0;
            overflow_ |= __builtin_add_overflow(labels_.counts[first], labels_.counts[at],
                                                &labels_.counts[first]);
            if (better(at, first)) {
                std::copy_n(labels_.bits.data() + at * words_, words_,
                            labels_.bits.data() + first * words_);
                std::copy_n(labels_.ties.data() + at * plan_.ties, plan_.ties,
                            labels_.ties.data() + first * plan_.ties);
            }
        }
        take(layer);
    }

    // The tie rule: greater sums, then the first item in file order that only one has.
    bool better(int64_t a, int64_t b) const {
        const int64_t *x = labels_.ties.data() + a * plan_.ties;
        const int64_t *y = labels_.ties.data() + b * plan_.ties;
        for (int64_t i = 0; i < plan_.ties; ++i)
            if (x[i] != y[i]) return x[i] > y[i];
        int64_t first = std::numeric_limits<int64_t>::max();
        bool has = false;
        for (int w = 0; w < words_; ++w) {
            const uint64_t own = labels_.bits[a * words_ + w];
            uint64_t other = own ^ labels_.bits[b * words_ + w];
            for (; other; other &= other - 1) {
                const int bit = __builtin_ctzll(other);
                const int64_t item = plan_.order[w * 64 + bit];
                if (item < first) first = item, has = (own >> bit) & 1;
            }
        }
        return has;
    }

    // Keep about `width` labels: the best of every direction.
    void shorten(int64_t k, int64_t width) {
        const Layer &layer = layout_.at(k);
        const int Q = int(plan_.directions), p = int(plan_.objectives);
        const int64_t count = labels_.count;
        std::vector<float> reach(count * Q);
        for (int64_t at = 0; at < count; ++at) {
            const int64_t *own = labels_.numbers.data() + at * layer.kept;
            for (size_t i = 0; i < p + layer.rows.size(); ++i) values_[i] = double(own[i]);
            const uint64_t *bits = labels_.bits.data() + at * words_;
            for (size_t i = 0; i < layer.pairs.size(); ++i) {
                double *raw = values_.data() + p + layer.rows.size() + 2 * i;
                raw[0] = touches(bits, left_, layer.pairs[i]);
                raw[1] = touches(bits, right_, layer.pairs[i]);
            }
            measure(layer);
            for (int q = 0; q < Q; ++q) reach[q * count + at] = float(bounds_[q]);
        }
        std::vector<int32_t> order(count);
        for (int64_t share = std::min(width, 8 * width / Q + 1);; share = (share + 1) / 2) {
            keep_.assign(count, 0);
            int64_t kept = 0;
            for (int q = 0; q < Q; ++q) {
                std::iota(order.begin(), order.end(), 0);
                const float *column = reach.data() + q * count;
                std::nth_element(order.begin(), order.begin() + std::min(share, count) - 1,
                                 order.end(), [&](int32_t a, int32_t b) {
                                     return column[a] > column[b] ||
                                            (column[a] == column[b] && a < b);
                                 });
                for (int64_t i = 0; i < std::min(share, count); ++i)
                    kept += !keep_[order[i]], keep_[order[i]] = 1;
            }
            if (kept <= width || share == 1) break;
        }
        take(layer);
    }

    const Plan &plan_;
    Layout layout_;
    Targets targets_;
    bool stopped_ = false, overflow_ = false;
    const Clock &clock_;
    int words_;
    int64_t peak_ = 0, total_ = 0;
    int64_t compare_at_ = 0, compared_ = 0, compared_layer_ = 0;
    std::vector<double> bounds_, values_;
    std::vector<int64_t> key_, ties_;
    std::vector<uint64_t> child_, left_, right_;
    std::vector<uint8_t> keep_;
    std::vector<int32_t> slots_;
    Dominance<int64_t> dominance_;
    Labels labels_, next_;
};

}  // namespace salkku
