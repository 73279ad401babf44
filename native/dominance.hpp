// Rows that no other row dominates, by a tree of boxes (k-d trees: Bentley, CACM 1975).
#pragma once
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace salkku {

// Flags over N rows of D whole numbers (more is better). A row goes when another is no less
// everywhere and more somewhere in the first `strict` columns.
template <typename Number>
class Dominance {
  public:
    void run(const Number *table, int64_t count, int stride, int width, int strict,
             std::vector<uint8_t> &keep) {
        run(table, count, stride, width, strict, keep, [](int64_t, int64_t) { return true; });
    }

    // The same where one row must also stand to the other as `also` says.
    template <typename Also>
    void run(const Number *table, int64_t count, int stride, int width, int strict,
             std::vector<uint8_t> &keep, const Also &also) {
        keep.assign(count, 1);
        if (count < 2) return;
        table_ = table, width_ = width, stride_ = stride;
        order_.resize(count);
        std::iota(order_.begin(), order_.end(), 0);
        boxes_.clear(), tops_.clear();
        build(count);
        sorted_.resize(count * width);
        for (int64_t i = 0; i < count; ++i)
            std::copy_n(table + int64_t(order_[i]) * stride, width, sorted_.data() + i * width);
        int64_t hint = 0;
        for (int64_t i = 0; i < count; ++i)
            if (beaten(i, strict, hint, also)) keep[order_[i]] = 0;
    }

  private:
    struct Box {
        int32_t first, last, child;
    };
    static constexpr int32_t LEAF = 16;

    bool inside(const Number *top, const Number *row) const {
        for (int d = 0; d < width_; ++d)
            if (top[d] < row[d]) return false;
        return true;
    }

    template <typename Also>
    bool beats(int64_t other, int64_t row, int strict, const Also &also) const {
        const Number *a = sorted_.data() + other * width_, *b = sorted_.data() + row * width_;
        if (!inside(a, b)) return false;
        return !std::equal(a, a + strict, b) && also(order_[other], order_[row]);
    }

    template <typename Also>
    bool beaten(int64_t row, int strict, int64_t &hint, const Also &also) const {
        if (beats(hint, row, strict, also)) return true;
        const Number *own = sorted_.data() + row * width_;
        int32_t stack[96], depth = 0;
        stack[depth++] = 0;
        while (depth) {
            const int32_t at = stack[--depth];
            if (!inside(tops_.data() + int64_t(at) * width_, own)) continue;
            const Box &box = boxes_[at];
            if (box.child) {
                stack[depth++] = box.child;
                stack[depth++] = box.child + 1;
                continue;
            }
            for (int64_t i = box.first; i < box.last; ++i)
                if (beats(i, row, strict, also)) {
                    hint = i;
                    return true;
                }
        }
        return false;
    }

    void build(int64_t count) {
        boxes_.push_back({0, int32_t(count), 0});
        std::vector<Number> low(width_), high(width_);
        std::vector<double> spans(width_, 1);
        for (size_t at = 0; at < boxes_.size(); ++at) {
            const Box box = boxes_[at];
            const Number *row = table_ + int64_t(order_[box.first]) * stride_;
            std::copy_n(row, width_, low.begin());
            std::copy_n(row, width_, high.begin());
            for (int64_t i = box.first + 1; i < box.last; ++i) {
                row = table_ + int64_t(order_[i]) * stride_;
                for (int d = 0; d < width_; ++d)
                    low[d] = std::min(low[d], row[d]), high[d] = std::max(high[d], row[d]);
            }
            tops_.insert(tops_.end(), high.begin(), high.end());
            int axis = 0;
            double widest = -1;
            for (int d = 0; d < width_; ++d) {
                const double span = double(high[d]) - double(low[d]);
                if (at == 0) spans[d] = std::max(1.0, span);
                if (span / spans[d] > widest) widest = span / spans[d], axis = d;
            }
            if (box.last - box.first <= LEAF) continue;
            const int32_t middle = (box.first + box.last) / 2;
            std::nth_element(order_.begin() + box.first, order_.begin() + middle,
                             order_.begin() + box.last, [&](int32_t a, int32_t b) {
                                 return table_[int64_t(a) * stride_ + axis] <
                                        table_[int64_t(b) * stride_ + axis];
                             });
            boxes_[at].child = int32_t(boxes_.size());
            boxes_.push_back({box.first, middle, 0});
            boxes_.push_back({middle, box.last, 0});
        }
    }

    const Number *table_ = nullptr;
    int width_ = 0, stride_ = 0;
    std::vector<int32_t> order_;
    std::vector<Number> sorted_, tops_;
    std::vector<Box> boxes_;
};

}  // namespace salkku
