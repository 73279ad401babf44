// Points found so far and the corners of the zones they leave (Klamroth, Lacour, Vanderpooten 2015).
#pragma once
#include <algorithm>
#include <cstdint>
#include <new>
#include <vector>

namespace salkku {

class Archive {
  public:
    Archive(int objectives, int items, const int64_t *ceiling, const int64_t *corners, int64_t count)
        : p_(objectives), words_((items + 63) / 64), ceiling_(ceiling, ceiling + objectives),
          corners_(corners, corners + count * objectives) {}

    int64_t size() const { return int64_t(points_.size()) / p_; }
    int objectives() const { return p_; }
    int64_t zones() const { return int64_t(corners_.size()) / p_; }
    int words() const { return words_; }
    const int64_t *point(int64_t at) const { return points_.data() + at * p_; }
    const uint64_t *chosen(int64_t at) const { return chosen_.data() + at * words_; }
    const std::vector<int64_t> &corners() const { return corners_; }
    const std::vector<int64_t> &points() const { return points_; }
    const std::vector<int64_t> &counts() const { return counts_; }
    const std::vector<uint8_t> &proved() const { return proved_; }

    // No zone is left: every point is of the front.
    void close() {
        corners_.clear();
        proved_.assign(size(), 1);
    }

    // Nothing is above any of these (N x p) but what is known: points above one are of the front.
    void prove(const std::vector<int64_t> &least) {
        for (int64_t at = 0; at < size(); ++at)
            for (size_t one = 0; one < least.size() && !proved_[at]; one += p_)
                proved_[at] = no_more(least.data() + one, point(at));
    }

    // Give a known point the portfolio that stands for it and how many are equal to it.
    void settle(int64_t at, const uint64_t *chosen, int64_t count) {
        std::copy_n(chosen, words_, chosen_.data() + at * words_);
        counts_[at] = count;
    }

    // Whether a known point is no less anywhere; the last one that was is looked at first.
    bool covered(const int64_t *point) {
        const int64_t count = size();
        if (hint_ < count && no_more(point, points_.data() + hint_ * p_)) return true;
        for (int64_t at = 0; at < count; ++at)
            if (no_more(point, points_.data() + at * p_)) {
                hint_ = at;
                return true;
            }
        return false;
    }

    // Take a point in unless a known one is no less anywhere. Where memory is short, nothing has
    // changed: a zone that is lost would be one more that is taken for closed.
    bool insert(const int64_t *point, const uint64_t *chosen) {
        if (covered(point)) return false;
        make_room(points_, p_), make_room(chosen_, words_);
        make_room(counts_, 1), make_room(proved_, 1);
        split(point);
        drop_below(point);
        points_.insert(points_.end(), point, point + p_);
        chosen_.insert(chosen_.end(), chosen, chosen + words_);
        counts_.push_back(0), proved_.push_back(0);
        return true;
    }

  private:
    // So much more fits without asking for memory again.
    template <typename Number>
    static void make_room(std::vector<Number> &table, size_t more) {
        const size_t size = table.size() + more;
        if (size > table.capacity()) table.reserve(std::max(size, 2 * table.capacity()));
    }

    bool no_more(const int64_t *a, const int64_t *b) const {
        for (int i = 0; i < p_; ++i)
            if (a[i] > b[i]) return false;
        return true;
    }

    void drop_below(const int64_t *point) {
        int64_t to = 0;
        for (int64_t at = 0; at < size(); ++at) {
            if (no_more(points_.data() + at * p_, point)) continue;
            if (to != at) {
                std::copy_n(points_.data() + at * p_, p_, points_.data() + to * p_);
                std::copy_n(chosen_.data() + at * words_, words_, chosen_.data() + to * words_);
                counts_[to] = counts_[at], proved_[to] = proved_[at];
            }
            ++to;
        }
        points_.resize(to * p_), chosen_.resize(to * words_), counts_.resize(to);
        proved_.resize(to);
    }

    // Cut the zones that hold a point; corners not smaller than another's are dropped.
    void split(const int64_t *point) {
        hit_.clear(), fresh_.clear();
        make_room(hit_, corners_.size());
        int64_t to = 0;
        const int64_t count = zones();
        for (int64_t at = 0; at < count; ++at) {
            const int64_t *corner = corners_.data() + at * p_;
            bool inside = true;
            for (int i = 0; i < p_ && inside; ++i) inside = corner[i] < point[i];
            if (inside) {
                hit_.insert(hit_.end(), corner, corner + p_);
                continue;
            }
            if (to != at) std::copy_n(corner, p_, corners_.data() + to * p_);
            ++to;
        }
        try {
            for (int axis = 0; axis < p_; ++axis)
                if (point[axis] < ceiling_[axis]) cut(point, axis, to);
            make_room(corners_, fresh_.size());
        } catch (const std::bad_alloc &) {
            std::copy(hit_.begin(), hit_.end(), corners_.begin() + to * p_);
            throw;
        }
        corners_.resize(to * p_);
        corners_.insert(corners_.end(), fresh_.begin(), fresh_.end());
    }

    void cut(const int64_t *point, int axis, int64_t rest) {
        children_ = hit_;
        const int64_t count = int64_t(hit_.size()) / p_;
        for (int64_t at = 0; at < count; ++at) children_[at * p_ + axis] = point[axis];
        touching_.clear();
        for (int64_t at = 0; at < rest; ++at)
            if (corners_[at * p_ + axis] == point[axis]) touching_.push_back(at);
        for (int64_t at = 0; at < count; ++at) {
            const int64_t *child = children_.data() + at * p_;
            bool needed = true;
            for (int64_t other = 0; other < count && needed; ++other) {
                const int64_t *own = children_.data() + other * p_;
                if (other == at || !no_more(own, child)) continue;
                needed = no_more(child, own) && at < other;
            }
            for (size_t i = 0; i < touching_.size() && needed; ++i)
                needed = !no_more(corners_.data() + touching_[i] * p_, child);
            if (needed) fresh_.insert(fresh_.end(), child, child + p_);
        }
    }

    int p_, words_;
    int64_t hint_ = 0;
    std::vector<int64_t> ceiling_, corners_, points_, counts_, hit_, children_, fresh_, touching_;
    std::vector<uint64_t> chosen_;
    std::vector<uint8_t> proved_;
};

}  // namespace salkku
