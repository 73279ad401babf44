// One pass over the layers where rules of two items tie many of them: what follows from a choice is
// settled with it, so a label carries which later items are settled, not a room for each rule.
#pragma once
#include <vector>

#include "clock.hpp"
#include "dominance.hpp"
#include "labels.hpp"
#include "plan.hpp"
#include "rules.hpp"
#include "targets.hpp"

namespace salkku {

// A label's numbers are p sums, the rooms, and the states of pairs that are not closed: those that
// dominance compares, then the others. Settled items are counted at once, whatever their position.
class LinkedWalk {
  public:
    LinkedWalk(const Plan &plan, const double *asked, int64_t targets, const Clock &clock)
        : plan_(plan), rules_(plan), targets_(asked, targets, int(plan.directions)), clock_(clock),
          p_(int(plan.objectives)), t_(int(plan.ties)), words_(int((plan.items + 63) / 64)),
          labels_(words_, t_, words_, int(plan.columns)), next_(labels_) {
        single_ = compared_width_ = p_ + int(rules_.rooms.size());
        for (int64_t c = 0; c < plan.pairs; ++c) pair(c);
        wide_ = compared_width_;
        for (int sign : signs_) wide_ += sign ? 0 : 2;
        layers_.resize(plan.items + 1);
        for (int64_t k = 0; k <= plan.items; ++k) lay(k);
        key_.resize(wide_), ties_.resize(t_), sums_.resize(plan.columns);
        chosen_.resize(words_), fixed_.resize(words_), bounds_.resize(plan.directions);
        next_.clear(wide_);
    }

    // How many labels a layer may have in so many bytes: itself, its children, what compares them.
    int64_t most(int64_t bytes) const {
        return std::max<int64_t>(1, bytes / (6 * next_.bytes() + 24 * compared_width_ + 48));
    }

    // True when nothing was dropped unproved.
    bool run(int64_t width) {
        labels_.clear(wide_);
        if (!root()) return true;
        bool whole = true;
        for (int64_t k = 0; k < plan_.items; ++k) {
            grow(k);
            if (stopped_) return false;
            if (compared_.due(k + 1, plan_.items, labels_.count)) compare(k + 1);
            if (stopped_) return false;
            if (labels_.count > width) whole = false, shorten(width);
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
    struct Layer {
        std::vector<int64_t> need, spare;  // of each room, as positions from here on can add
        std::vector<uint64_t> asked_for;   // later items that another later one may need chosen
    };

    void pair(int64_t at) {
        const int64_t *worths = plan_.worths + at * (p_ + t_);
        bool pays = false, costs = false;
        for (int i = 0; i < p_; ++i) pays |= worths[i] > 0, costs |= worths[i] < 0;
        signs_.push_back(pays && costs ? 2 : int(pays) - int(costs));
        compared_width_ += signs_.back() == 2 ? 4 : signs_.back() ? 2 : 0;
        for (const uint8_t *side : {plan_.left, plan_.right}) {
            std::vector<uint64_t> mask(words_);
            for (int64_t j = 0; j < plan_.items; ++j)
                if (side[at * plan_.items + j]) put(mask.data(), j);
            sides_.insert(sides_.end(), mask.begin(), mask.end());
        }
    }

    void lay(int64_t k) {
        Layer &layer = layers_[k];
        for (int row : rules_.rooms) {
            layer.need.push_back(plan_.need[k * plan_.rows + row]);
            layer.spare.push_back(plan_.spare[k * plan_.rows + row]);
        }
        layer.asked_for.assign(words_, 0);
        for (int64_t j = k; j < plan_.items; ++j) {
            const uint64_t *by = implied(j, 0);
            bool asked = false;
            for (int64_t i = k; i < plan_.items && !asked; ++i)
                asked = i != j && (has(by, i) || has(by + words_, i));
            if (asked) put(layer.asked_for.data(), j);
        }
    }

    // What follows from an item at a value: those then left, and behind them those then taken.
    const uint64_t *implied(int64_t item, int value) const {
        return plan_.implied + (item * 2 + value) * 2 * words_;
    }

    // The label of nothing decided but what is forced anyway; false: there is no portfolio.
    bool root() {
        for (int64_t i = 0; i < plan_.rows; ++i)
            if (plan_.limits[i] < plan_.need[i]) return false;
        std::fill(chosen_.begin(), chosen_.end(), 0), std::fill(fixed_.begin(), fixed_.end(), 0);
        std::fill(key_.begin(), key_.end(), 0), std::fill(ties_.begin(), ties_.end(), 0);
        for (size_t i = 0; i < rules_.rooms.size(); ++i) key_[p_ + i] = plan_.limits[rules_.rooms[i]];
        std::copy_n(plan_.start, plan_.columns, sums_.begin());
        events_.clear();
        for (int64_t j = 0; j < plan_.items; ++j)
            for (int value = 0; value < 2; ++value) {
                const uint64_t *opposite = implied(j, value) + (value ? 0 : words_);
                if (has(opposite, j) && !settle(j, 1 - value)) return false;
            }
        if (!roomy(0)) return false;
        price(), clip(0), state(0);
        labels_.append(key_.data(), chosen_.data(), fixed_.data(), ties_.data(), sums_.data(), 1, 0);
        return true;
    }

    // Settle an item and all that follows from it; false: that contradicts itself or the label.
    bool settle(int64_t item, int value) {
        if (has(fixed_.data(), item)) return has(chosen_.data(), item) == bool(value);
        const uint64_t *out = implied(item, value), *in = out + words_;
        for (int w = 0; w < words_; ++w)
            if ((out[w] & chosen_[w]) || (in[w] & fixed_[w] & ~chosen_[w]) || (out[w] & in[w]))
                return false;
        if (has(value ? out : in, item)) return false;
        take(item, value);
        for (int w = 0; w < words_; ++w) {
            for (uint64_t rest = out[w] & ~fixed_[w]; rest; rest &= rest - 1)
                take(w * 64 + __builtin_ctzll(rest), 0);
            for (uint64_t rest = in[w] & ~fixed_[w]; rest; rest &= rest - 1)
                take(w * 64 + __builtin_ctzll(rest), 1);
        }
        return true;
    }

    void take(int64_t item, int value) {
        put(fixed_.data(), item);
        events_.push_back(int(item));
        if (!value) return;
        put(chosen_.data(), item);
        const int64_t *gains = plan_.gains + item * (p_ + t_), *uses = plan_.uses + item * plan_.rows;
        for (int i = 0; i < p_; ++i) key_[i] += gains[i];
        for (int i = 0; i < t_; ++i) ties_[i] += gains[p_ + i];
        for (size_t i = 0; i < rules_.rooms.size(); ++i) key_[p_ + i] -= uses[rules_.rooms[i]];
    }

    bool roomy(int64_t k) const {
        const Layer &layer = layers_[k];
        for (size_t i = 0; i < rules_.rooms.size(); ++i)
            if (key_[p_ + i] < layer.need[i]) return false;
        return true;
    }

    // Put the bounds right for what was settled, one item after another.
    void price() {
        seen_ = fixed_;
        for (int item : events_) seen_[item / 64] &= ~(uint64_t(1) << (item % 64));
        for (int item : events_) {
            put(seen_.data(), item);
            rules_.price(item, seen_.data(), chosen_.data(), sums_.data());
        }
    }

    // Take out the room that later positions can never use, and its price from the bounds.
    void clip(int64_t k) {
        const Layer &layer = layers_[k];
        for (size_t i = 0; i < rules_.rooms.size(); ++i) {
            int64_t &room = key_[p_ + i];
            if (room <= layer.spare[i]) continue;
            rules_.add(rules_.prices.data() + i * plan_.columns, -double(room - layer.spare[i]),
                       sums_.data());
            room = layer.spare[i];
        }
    }

    bool touches(int64_t pair, int side) const {
        const uint64_t *mask = sides_.data() + (pair * 2 + side) * words_;
        for (int w = 0; w < words_; ++w)
            if (chosen_[w] & mask[w]) return true;
        return false;
    }

    // Whether a side has no item chosen and none open.
    bool dead(int64_t pair, int side) const {
        const uint64_t *mask = sides_.data() + (pair * 2 + side) * words_;
        for (int w = 0; w < words_; ++w)
            if (mask[w] & (chosen_[w] | ~fixed_[w])) return false;
        return true;
    }

    // Count the pairs that close with the position before k; write the states of the others.
    void state(int64_t k) {
        int64_t *compared = key_.data() + single_, *plain = key_.data() + compared_width_;
        for (int64_t c = 0; c < plan_.pairs; ++c) {
            bool states[2] = {touches(c, 0), touches(c, 1)};
            if (plan_.closing[c] == k - 1) {
                const int which = states[0] + 2 * states[1];
                rules_.add(plan_.corrections + (c * 4 + which) * plan_.columns, 1.0, sums_.data());
                const int64_t *worths = plan_.worths + c * (p_ + t_);
                for (int i = 0; i < p_ && which == 3; ++i) key_[i] += worths[i];
                for (int i = 0; i < t_ && which == 3; ++i) ties_[i] += worths[p_ + i];
            }
            if (plan_.closing[c] < k || dead(c, 0) || dead(c, 1)) states[0] = states[1] = false;
            int64_t *&out = signs_[c] ? compared : plain;
            for (int64_t one : states) {
                *out++ = signs_[c] == -1 ? -one : one;
                if (signs_[c] == 2) *out++ = -one;
            }
        }
    }

    void grow(int64_t k) {
        next_.clear(wide_);
        for (int64_t at = 0; at < labels_.count && !stopped_; ++at) {
            for (int inside = 0; inside < 2; ++inside) child(k, at, inside);
            if ((at & 1023) == 1023 && clock_.over()) stopped_ = true;
        }
        if (clock_.over()) stopped_ = true;
        std::swap(labels_, next_);
    }

    void child(int64_t k, int64_t at, int inside) {
        const bool settled = has(labels_.fixed_of(at), k);
        if (settled && has(labels_.chosen_of(at), k) != bool(inside)) return;
        std::copy_n(labels_.fixed_of(at), words_, fixed_.begin());
        std::copy_n(labels_.chosen_of(at), words_, chosen_.begin());
        std::copy_n(labels_.numbers_of(at), wide_, key_.begin());
        std::copy_n(labels_.ties_of(at), t_, ties_.begin());
        events_.clear();
        if (!settled && !settle(k, inside)) return;
        if (!roomy(k + 1)) return;
        std::copy_n(labels_.sums_of(at), plan_.columns, sums_.begin());
        price(), clip(k + 1);
        if (plan_.pairs) state(k + 1);
        least(sums_.data());
        const int64_t witness = targets_.reached(bounds_.data(), labels_.hints[at]);
        if (witness < 0) return;
        next_.append(key_.data(), chosen_.data(), fixed_.data(), ties_.data(), sums_.data(),
                     labels_.counts[at], witness);
    }

    // The sharpest round of each direction.
    void least(const double *sums) {
        const int Q = int(plan_.directions);
        for (int q = 0; q < Q; ++q) {
            bounds_[q] = sums[q];
            for (int64_t c = q + Q; c < plan_.columns; c += Q) bounds_[q] = std::min(bounds_[q], sums[c]);
        }
    }

    // A label falls to one that has no less of everything, every open item of its own open too, and
    // what is chosen beyond need not be: none of what is still open asks for it.
    void compare(int64_t k) {
        const int64_t before = labels_.count;
        overflow_ |= !labels_.merge(plan_);
        const uint64_t *asked_for = layers_[k].asked_for.data();
        dominance_.run(labels_.numbers.data(), labels_.count, wide_, compared_width_, p_, keep_,
                       [&](int64_t a, int64_t b) {
                           const uint64_t *own = labels_.fixed_of(a), *other = labels_.fixed_of(b);
                           const uint64_t *chosen = labels_.chosen_of(b);
                           for (int w = 0; w < words_; ++w)
                               if ((own[w] & ~other[w]) || (chosen[w] & asked_for[w] & ~own[w]))
                                   return false;
                           return true;
                       });
        labels_.keep(keep_);
        compared_.note(k, before, labels_.count);
        if (clock_.over()) stopped_ = true;
    }

    // Keep about `width` labels: the best of every direction.
    void shorten(int64_t width) {
        const int Q = int(plan_.directions);
        std::vector<float> reach(labels_.count * Q);
        for (int64_t at = 0; at < labels_.count; ++at) {
            least(labels_.sums_of(at));
            for (int q = 0; q < Q; ++q) reach[q * labels_.count + at] = float(bounds_[q]);
        }
        foremost(reach, labels_.count, Q, width, keep_);
        labels_.keep(keep_);
    }

    const Plan &plan_;
    const Rules rules_;
    const Targets targets_;
    const Clock &clock_;
    const int p_, t_, words_;
    int single_ = 0, compared_width_ = 0, wide_ = 0;
    bool stopped_ = false, overflow_ = false;
    int64_t peak_ = 0, total_ = 0;
    Compared compared_{24, false};
    std::vector<int> signs_, events_;
    std::vector<Layer> layers_;
    std::vector<uint64_t> sides_, chosen_, fixed_, seen_;
    std::vector<int64_t> key_, ties_;
    std::vector<double> sums_, bounds_;
    std::vector<uint8_t> keep_;
    Dominance<int64_t> dominance_;
    Labels labels_, next_;
};

}  // namespace salkku
