// Targets in boxes: which of many lists of least bounds a label's bounds still meet.
#pragma once
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "loops.hpp"

namespace salkku {

// Z targets of Q numbers each; a label reaches a target when none of its bounds is below.
class Targets {
  public:
    Targets(const double *asked, int64_t count, int width) : width_(width), order_(count) {
        std::iota(order_.begin(), order_.end(), 0);
        asked_ = asked;
        if (count) build(0, count);
        sorted_.resize(count * width);
        for (int64_t i = 0; i < count; ++i)
            std::copy_n(asked + order_[i] * width, width, sorted_.data() + i * width);
    }

    bool empty() const { return order_.empty(); }

    // The first target found in reach, looked for at `hint` first; -1: none.
    int64_t reached(const double *bounds, int64_t hint) const {
        if (order_.empty()) return -1;
        if (no_less(bounds, sorted_.data() + hint * width_, width_)) return hint;
        int32_t stack[96], depth = 0;
        stack[depth++] = 0;
        while (depth) {
            const int32_t at = stack[--depth];
            if (!no_less(bounds, least_.data() + int64_t(at) * width_, width_)) continue;
            const Box &box = boxes_[at];
            if (box.child) {
                stack[depth++] = box.child + 1;
                stack[depth++] = box.child;
                continue;
            }
            for (int64_t i = box.first; i < box.last; ++i)
                if (no_less(bounds, sorted_.data() + i * width_, width_)) return i;
        }
        return -1;
    }

  private:
    struct Box {
        int64_t first, last;
        int32_t child;
    };
    static constexpr int64_t LEAF = 8;

    void build(int64_t first, int64_t last) {
        boxes_.push_back({first, last, 0});
        for (size_t at = 0; at < boxes_.size(); ++at) {
            const Box box = boxes_[at];
            std::vector<double> least(width_, 1e300), most(width_, -1e300);
            for (int64_t i = box.first; i < box.last; ++i)
                for (int q = 0; q < width_; ++q) {
                    const double value = asked_[order_[i] * width_ + q];
                    least[q] = std::min(least[q], value);
                    most[q] = std::max(most[q], value);
                }
            if (at == 0) {
                spans_.resize(width_);
                for (int q = 0; q < width_; ++q) spans_[q] = std::max(1e-300, most[q] - least[q]);
            }
            least_.insert(least_.end(), least.begin(), least.end());
            if (box.last - box.first <= LEAF) continue;
            int axis = 0;
            double widest = -1;
            for (int q = 0; q < width_; ++q)
                if ((most[q] - least[q]) / spans_[q] > widest)
                    widest = (most[q] - least[q]) / spans_[q], axis = q;
            const int64_t middle = (box.first + box.last) / 2;
            std::nth_element(order_.begin() + box.first, order_.begin() + middle,
                             order_.begin() + box.last, [&](int64_t a, int64_t b) {
                                 const double x = asked_[a * width_ + axis];
                                 const double y = asked_[b * width_ + axis];
                                 return x < y || (x == y && a < b);
                             });
            boxes_[at].child = int32_t(boxes_.size());
            boxes_.push_back({box.first, middle, 0});
            boxes_.push_back({middle, box.last, 0});
        }
    }

    int width_;
    const double *asked_;
    std::vector<int64_t> order_;
    std::vector<double> sorted_, least_, spans_;
    std::vector<Box> boxes_;
};

}  // namespace salkku
