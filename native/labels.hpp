// Labels of one layer in flat arrays: kept by flag, merged by state, and the foremost of many.
#pragma once
#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "plan.hpp"

namespace salkku {

inline bool has(const uint64_t *set, int64_t at) { return set[at / 64] >> (at % 64) & 1; }
inline void put(uint64_t *set, int64_t at) { set[at / 64] |= uint64_t(1) << (at % 64); }

// L labels. `numbers` (L x wide) and `fixed` (L x fixed_words) tell what later positions can do;
// `chosen` is L x words by position, `ties` L x t, `sums` L x columns of bounds.
class Labels {
  public:
    Labels(int words, int ties, int fixed_words, int columns)
        : words_(words), ties_(ties), fixed_words_(fixed_words), columns_(columns) {}

    int64_t count = 0;
    int wide = 0;
    std::vector<int64_t> numbers, ties, counts;
    std::vector<uint64_t> chosen, fixed;
    std::vector<double> sums;
    std::vector<int32_t> hints;

    void clear(int numbers_each) {
        wide = numbers_each;
        resize(0);
    }

    const int64_t *numbers_of(int64_t at) const { return numbers.data() + at * wide; }
    const uint64_t *chosen_of(int64_t at) const { return chosen.data() + at * words_; }
    const uint64_t *fixed_of(int64_t at) const { return fixed.data() + at * fixed_words_; }
    const int64_t *ties_of(int64_t at) const { return ties.data() + at * ties_; }
    const double *sums_of(int64_t at) const { return sums.data() + at * columns_; }

    void append(const int64_t *own, const uint64_t *set, const uint64_t *settled, const int64_t *tie,
                const double *bounds, int64_t equal, int64_t hint) {
        numbers.insert(numbers.end(), own, own + wide);
        chosen.insert(chosen.end(), set, set + words_);
        fixed.insert(fixed.end(), settled, settled + fixed_words_);
        ties.insert(ties.end(), tie, tie + ties_);
        sums.insert(sums.end(), bounds, bounds + columns_);
        counts.push_back(equal), hints.push_back(int32_t(hint));
        ++count;
    }

    // Keep the flagged ones, in order.
    void keep(const std::vector<uint8_t> &flags) {
        int64_t to = 0;
        for (int64_t at = 0; at < count; ++at) {
            if (!flags[at]) continue;
            if (to != at) move(at, to);
            ++to;
        }
        resize(to);
    }

    // Join labels that nothing later can tell apart; the tie rule's best stands for them. False:
    // their number does not fit.
    bool merge(const Plan &plan) {
        bool fits = true;
        std::vector<uint8_t> flags(count, 1);
        int64_t size = 16;
        while (size < 2 * count) size *= 2;
        slots_.assign(size, -1);
        for (int64_t at = 0; at < count; ++at) {
            int64_t slot = int64_t(hashed(at) & uint64_t(size - 1));
            while (slots_[slot] >= 0 && !alike(at, slots_[slot])) slot = (slot + 1) & (size - 1);
            if (slots_[slot] < 0) {
                slots_[slot] = int32_t(at);
                continue;
            }
            const int64_t first = slots_[slot];
            flags[at] = 0;
            fits &= !__builtin_add_overflow(counts[first], counts[at], &counts[first]);
            if (better(plan, at, first)) {
                std::copy_n(chosen_of(at), words_, chosen.data() + first * words_);
                std::copy_n(ties_of(at), ties_, ties.data() + first * ties_);
            }
        }
        keep(flags);
        return fits;
    }

    // Bytes of one label.
    int64_t bytes() const {
        return 8 * (int64_t(wide) + words_ + fixed_words_ + ties_ + columns_ + 1) + 4;
    }

  private:
    uint64_t hashed(int64_t at) const {
        uint64_t hash = 1469598103934665603u;
        const auto add = [&hash](uint64_t value) {
            hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
            hash ^= hash >> 29;
        };
        for (int i = 0; i < wide; ++i) add(uint64_t(numbers[at * wide + i]));
        for (int i = 0; i < fixed_words_; ++i) add(fixed[at * fixed_words_ + i]);
        return hash;
    }

    bool alike(int64_t a, int64_t b) const {
        return std::equal(numbers_of(a), numbers_of(a) + wide, numbers_of(b)) &&
               std::equal(fixed_of(a), fixed_of(a) + fixed_words_, fixed_of(b));
    }

    // The tie rule: greater sums, then the first item in file order that only one has.
    bool better(const Plan &plan, int64_t a, int64_t b) const {
        const int64_t *x = ties_of(a), *y = ties_of(b);
        for (int i = 0; i < ties_; ++i)
            if (x[i] != y[i]) return x[i] > y[i];
        int64_t first = std::numeric_limits<int64_t>::max();
        bool in = false;
        for (int w = 0; w < words_; ++w) {
            const uint64_t own = chosen_of(a)[w];
            for (uint64_t rest = own ^ chosen_of(b)[w]; rest; rest &= rest - 1) {
                const int bit = __builtin_ctzll(rest);
                const int64_t item = plan.order[w * 64 + bit];
                if (item < first) first = item, in = (own >> bit) & 1;
            }
        }
        return in;
    }

    void move(int64_t at, int64_t to) {
        std::copy_n(numbers_of(at), wide, numbers.data() + to * wide);
        std::copy_n(chosen_of(at), words_, chosen.data() + to * words_);
        std::copy_n(fixed_of(at), fixed_words_, fixed.data() + to * fixed_words_);
        std::copy_n(ties_of(at), ties_, ties.data() + to * ties_);
        std::copy_n(sums_of(at), columns_, sums.data() + to * columns_);
        counts[to] = counts[at], hints[to] = hints[at];
    }

    void resize(int64_t size) {
        count = size;
        numbers.resize(size * wide), chosen.resize(size * words_);
        fixed.resize(size * fixed_words_), ties.resize(size * ties_);
        sums.resize(size * columns_), counts.resize(size), hints.resize(size);
    }

    int words_, ties_, fixed_words_, columns_;
    std::vector<int32_t> slots_;
};

// Flag about `width` of `count` labels: the best of each of `columns` columns (one after another).
inline void foremost(const std::vector<float> &reach, int64_t count, int columns, int64_t width,
                     std::vector<uint8_t> &keep) {
    std::vector<int32_t> order(count);
    for (int64_t share = std::min(width, 8 * width / columns + 1);; share = (share + 1) / 2) {
        keep.assign(count, 0);
        int64_t kept = 0;
        const int64_t some = std::min(share, count);
        for (int q = 0; q < columns; ++q) {
            std::iota(order.begin(), order.end(), 0);
            const float *column = reach.data() + q * count;
            std::nth_element(order.begin(), order.begin() + some - 1, order.end(),
                             [&](int32_t a, int32_t b) {
                                 return column[a] > column[b] || (column[a] == column[b] && a < b);
                             });
            for (int64_t i = 0; i < some; ++i) kept += !keep[order[i]], keep[order[i]] = 1;
        }
        if (kept <= width || share == 1) return;
    }
}

// When labels are compared pair by pair: it costs more than it cuts where few fall, and waits then.
class Compared {
  public:
    // `longest` layers are waited at most; `doubled`: never until there are twice as many labels.
    Compared(int64_t longest, bool doubled) : longest_(longest), doubled_(doubled) {}
    bool due(int64_t k, int64_t items, int64_t count) const {
        return k >= next_ || k == items || (doubled_ && count > 2 * kept_);
    }
    void note(int64_t k, int64_t before, int64_t after) {
        const double fallen = double(before - after) / double(std::max<int64_t>(1, before));
        const double a_layer = fallen / double(std::max<int64_t>(1, k - layer_));
        next_ = k + std::max<int64_t>(1, int64_t(0.1 / std::max(a_layer, 0.1 / double(longest_))));
        kept_ = after, layer_ = k;
    }

  private:
    int64_t longest_, next_ = 0, kept_ = 0, layer_ = 0;
    bool doubled_;
};

}  // namespace salkku
