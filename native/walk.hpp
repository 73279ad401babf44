// One pass over the layers: labels grow, die by bounds, merge, and fall to others.
#pragma once

#include "clock.hpp"
#include "dominance.hpp"
#include "labels.hpp"
#include "layout.hpp"
#include "targets.hpp"

namespace salkku {

class Walk {
  public:
    Walk(const Plan &plan, const double *asked, int64_t targets, const Clock &clock)
        : plan_(plan), layout_(plan), targets_(asked, targets, int(plan.directions)),
          clock_(clock), words_(int((plan.items + 63) / 64)),
          bounds_(plan.columns), values_(plan.objectives + plan.rows + 2 * plan.pairs),
          key_(plan.objectives + plan.rows + 4 * plan.pairs), child_(words_),
          labels_(words_, int(plan.ties), 0, 0), next_(words_, int(plan.ties), 0, 0) {
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
        labels_.clear(layout_.at(0).kept);
        std::fill(key_.begin(), key_.end(), 0), std::fill(child_.begin(), child_.end(), 0);
        ties_.assign(plan_.ties, 0);
        labels_.append(key_.data(), child_.data(), nullptr, ties_.data(), nullptr, 1, 0);
        bool whole = true;
        for (int64_t k = 0; k < plan_.items; ++k) {
            grow(k);
            if (stopped_) return false;
            if (compared_.due(k + 1, plan_.items, labels_.count)) compare(k + 1);
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
        next_.clear(layout_.at(k + 1).kept);
        for (int64_t at = 0; at < labels_.count && !stopped_; ++at) {
            for (int inside = 0; inside < 2; ++inside) child(k, at, inside);
            if ((at & 1023) == 1023 && clock_.over()) stopped_ = true;
        }
        if (clock_.over()) stopped_ = true;
        std::swap(labels_, next_);
    }

    void child(int64_t k, int64_t at, int inside) {
        const Layer &layer = layout_.at(k + 1);
        const int p = int(plan_.objectives), t = int(plan_.ties);
        const int64_t *own = labels_.numbers_of(at);
        int64_t *key = key_.data();
        for (const Step &step : layer.steps) {
            int64_t room = step.from < 0 ? step.room : own[p + step.from];
            if (inside) room -= step.use;
            if (room < step.need) return;
            if (step.to >= 0) key[p + step.to] = std::min(room, step.spare);
        }
        const int64_t *gains = plan_.gains + k * (p + t);
        for (int i = 0; i < p; ++i) key[i] = own[i] + (inside ? gains[i] : 0);
        std::copy_n(labels_.chosen_of(at), words_, child_.begin());
        if (inside) put(child_.data(), k);
        const int64_t *ties = labels_.ties_of(at);
        ties_.assign(ties, ties + t);
        if (inside)
            for (int i = 0; i < t; ++i) ties_[i] += gains[p + i];
        if (plan_.pairs) settle(k);
        const int64_t witness = reach(k + 1, labels_.hints[at]);
        if (witness < 0) return;
        next_.append(key_.data(), child_.data(), nullptr, ties_.data(), nullptr, labels_.counts[at],
                     witness);
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

    void compare(int64_t k) {
        const Layer &layer = layout_.at(k);
        const int64_t before = labels_.count;
        overflow_ |= !labels_.merge(plan_);
        dominance_.run(labels_.numbers.data(), labels_.count, layer.kept, layer.compared,
                       int(plan_.objectives), keep_);
        labels_.keep(keep_);
        compared_.note(k, before, labels_.count);
        if (clock_.over()) stopped_ = true;
    }

    // Keep about `width` labels: the best of every direction.
    void shorten(int64_t k, int64_t width) {
        const Layer &layer = layout_.at(k);
        const int Q = int(plan_.directions), p = int(plan_.objectives);
        const int64_t count = labels_.count;
        std::vector<float> reach(count * Q);
        for (int64_t at = 0; at < count; ++at) {
            const int64_t *own = labels_.numbers_of(at);
            for (size_t i = 0; i < p + layer.rows.size(); ++i) values_[i] = double(own[i]);
            const uint64_t *bits = labels_.chosen_of(at);
            for (size_t i = 0; i < layer.pairs.size(); ++i) {
                double *raw = values_.data() + p + layer.rows.size() + 2 * i;
                raw[0] = touches(bits, left_, layer.pairs[i]);
                raw[1] = touches(bits, right_, layer.pairs[i]);
            }
            measure(layer);
            for (int q = 0; q < Q; ++q) reach[q * count + at] = float(bounds_[q]);
        }
        foremost(reach, count, Q, width, keep_);
        labels_.keep(keep_);
    }

    const Plan &plan_;
    Layout layout_;
    Targets targets_;
    bool stopped_ = false, overflow_ = false;
    const Clock &clock_;
    int words_;
    int64_t peak_ = 0, total_ = 0;
    Compared compared_{16, true};
    std::vector<double> bounds_, values_;
    std::vector<int64_t> key_, ties_;
    std::vector<uint64_t> child_, left_, right_;
    std::vector<uint8_t> keep_;
    Dominance<int64_t> dominance_;
    Labels labels_, next_;
};

}  // namespace salkku
