// The plain C face of the kernel: an archive of points, sweeps over it, and local search.
#include <new>

#include "archive.hpp"
#include "climb.hpp"
#include "linked.hpp"
#include "walk.hpp"

using salkku::Archive;
using salkku::Clock;
using salkku::Labels;
using salkku::LinkedWalk;
using salkku::Walk;

namespace {

// What a label must reach: an open zone, or a known point, whose portfolios are counted.
std::vector<double> asked(const Plan &plan, const Archive &archive) {
    const int64_t p = plan.objectives;
    std::vector<double> out;
    const auto add = [&](const std::vector<int64_t> &rows, int64_t beyond) {
        for (size_t at = 0; at < rows.size(); at += p)
            for (int64_t q = 0; q < plan.directions; ++q) {
                double sum = 0;
                for (int64_t i = 0; i < p; ++i)
                    sum += plan.weights[q * p + i] * double(rows[at + i] + beyond);
                out.push_back(sum);
            }
    };
    add(archive.corners(), 1);
    add(archive.points(), 0);
    return out;
}

// Whole labels into the archive, the greatest first; of a whole front also what stands for each point.
void gather(const Plan &plan, const Labels &labels, bool whole, Archive &archive) {
    const int64_t p = plan.objectives, words = archive.words(), wide = labels.wide;
    const auto above = [p](const int64_t *x, const int64_t *y) {
        return std::lexicographical_compare(y, y + p, x, x + p);
    };
    std::vector<int64_t> order(labels.count);
    std::iota(order.begin(), order.end(), 0);
    const int64_t *sums = labels.numbers.data();
    std::sort(order.begin(), order.end(),
              [&](int64_t a, int64_t b) { return above(sums + a * wide, sums + b * wide); });
    std::vector<uint64_t> sets(labels.count * words);
    for (int64_t at = 0; at < labels.count; ++at)
        for (int64_t j = 0; j < plan.items; ++j)
            if (salkku::has(labels.chosen_of(at), j))
                salkku::put(sets.data() + at * words, plan.order[j]);
    for (int64_t at : order) archive.insert(sums + at * wide, sets.data() + at * words);
    if (!whole) return;
    std::vector<int64_t> points(archive.size());
    std::iota(points.begin(), points.end(), 0);
    std::sort(points.begin(), points.end(),
              [&](int64_t a, int64_t b) { return above(archive.point(a), archive.point(b)); });
    auto label = order.begin();
    for (int64_t at : points) {
        while (label != order.end() && above(sums + *label * wide, archive.point(at))) ++label;
        if (label != order.end() && std::equal(archive.point(at), archive.point(at) + p,
                                               sums + *label * wide))
            archive.settle(at, sets.data() + *label * words, labels.counts[*label]);
    }
}

struct Outcome {
    int64_t whole, stopped, overflow, narrowed, peak, total;
};

template <typename Walking>
int64_t swept(const Plan &plan, Archive &archive, int64_t width, int64_t bytes, double seconds,
              Outcome &out) {
    const Clock clock(seconds);
    const auto targets = asked(plan, archive);
    Walking walk(plan, targets.data(), int64_t(targets.size()) / plan.directions, clock);
    const int64_t most = walk.most(bytes);
    const bool whole = walk.run(std::min(width, most));
    out = {whole, walk.stopped(), walk.overflow(), most < width, walk.peak(), walk.total()};
    if (walk.stopped()) return 1;
    gather(plan, walk.labels(), whole, archive);
    if (whole) archive.close();
    return 1;
}

}  // namespace

extern "C" {

// What the two sides must agree on; changed with every change of this face.
int64_t salkku_version() { return 2; }

Archive *salkku_open(int64_t objectives, int64_t items, const int64_t *ceiling,
                     const int64_t *corners, int64_t count) {
    try {
        return new Archive(int(objectives), int(items), ceiling, corners, count);
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

void salkku_close(Archive *archive) { delete archive; }

// Points known beforehand: N x p numbers and N x words bits, an item a bit. 0: memory is short.
int64_t salkku_insert(Archive *archive, int64_t count, const int64_t *points,
                      const uint64_t *chosen) {
    try {
        for (int64_t at = 0; at < count; ++at)
            archive->insert(points + at * archive->objectives(), chosen + at * archive->words());
        return 1;
    } catch (const std::bad_alloc &) {
        return 0;
    }
}

void salkku_sizes(const Archive *archive, int64_t *points, int64_t *zones) {
    *points = archive->size(), *zones = archive->zones();
}

void salkku_read(const Archive *archive, int64_t *points, uint64_t *chosen, int64_t *counts,
                 int64_t *corners) {
    std::copy(archive->points().begin(), archive->points().end(), points);
    std::copy_n(archive->chosen(0), archive->size() * archive->words(), chosen);
    std::copy(archive->counts().begin(), archive->counts().end(), counts);
    std::copy(archive->corners().begin(), archive->corners().end(), corners);
}

// Local search from every known point; 0: memory is short.
int64_t salkku_climb(const Plan *plan, Archive *archive, int64_t near, double seconds) {
    try {
        const Clock clock(seconds);
        salkku::Climb(*plan, *archive, clock).run(int(near));
        return 1;
    } catch (const std::bad_alloc &) {
        return 0;
    }
}

// Sweep once with at most `width` labels a layer, fewer where `bytes` hold fewer; 0: memory is short.
int64_t salkku_sweep(const Plan *plan, Archive *archive, int64_t width, int64_t bytes,
                     double seconds, Outcome *out) {
    try {
        if (plan->implied) return swept<LinkedWalk>(*plan, *archive, width, bytes, seconds, *out);
        return swept<Walk>(*plan, *archive, width, bytes, seconds, *out);
    } catch (const std::bad_alloc &) {
        return 0;
    }
}
}
