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

// What a sweep looks for: beyond the corners of zones by margins, what is no less than known points,
// both with a first number of low up to high. `last`: with it everything has been looked for.
extern "C" struct Aim {
    const int64_t *floor, *margins;
    int64_t points, low, high, last;
};

namespace {

// The least points of what a label must reach: an open zone, its margins beyond the corner where the
// corner is above the floor (margins below 1: no zone), or a known point.
std::vector<int64_t> sought(const Archive &archive, const Aim &aim) {
    std::vector<int64_t> out;
    const size_t p = archive.objectives();
    const auto add = [&](const std::vector<int64_t> &rows, bool beyond) {
        for (size_t at = 0; at < rows.size(); at += p) {
            if (rows[at] < aim.low || rows[at] >= aim.high) continue;
            for (size_t i = 0; i < p; ++i)
                out.push_back(rows[at + i] +
                              (beyond ? rows[at + i] >= aim.floor[i] ? aim.margins[i] : 1 : 0));
        }
    };
    if (aim.margins[0] > 0) add(archive.corners(), true);
    if (aim.points) add(archive.points(), false);
    return out;
}

// What each of them asks in every direction.
std::vector<double> asked(const Plan &plan, const std::vector<int64_t> &least) {
    const int64_t p = plan.objectives;
    std::vector<double> out;
    for (size_t at = 0; at < least.size(); at += p)
        for (int64_t q = 0; q < plan.directions; ++q) {
            double sum = 0;
            for (int64_t i = 0; i < p; ++i) sum += plan.weights[q * p + i] * double(least[at + i]);
            out.push_back(sum);
        }
    return out;
}

// Whole labels into the archive, the greatest first; of a whole front also what stands for each point.
void gather(const Plan &plan, const Labels &labels, bool whole, const Aim &aim, Archive &archive) {
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
        if (archive.point(at)[0] < aim.low || archive.point(at)[0] >= aim.high) continue;
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
int64_t swept(const Plan &plan, Archive &archive, const Aim &aim, int64_t width, int64_t bytes,
              double seconds, Outcome &out) {
    const Clock clock(seconds);
    const auto least = sought(archive, aim);
    const auto targets = asked(plan, least);
    const bool exact = aim.points && std::all_of(aim.margins, aim.margins + plan.objectives,
                                                 [](int64_t margin) { return margin == 1; });
    Walking walk(plan, targets.data(), int64_t(targets.size()) / plan.directions, clock);
    const int64_t most = walk.most(bytes);
    const bool whole = walk.run(std::min(width, most));
    out = {whole, walk.stopped(), walk.overflow(), most < width, walk.peak(), walk.total()};
    if (walk.stopped()) return 1;
    gather(plan, walk.labels(), whole && exact, aim, archive);
    if (whole && exact && aim.last) archive.close();
    else if (whole) archive.prove(least);
    return 1;
}

}  // namespace

extern "C" {

// What the two sides must agree on; changed with every change of this face.
int64_t salkku_version() { return 3; }

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
                 int64_t *corners, uint8_t *proved) {
    std::copy(archive->points().begin(), archive->points().end(), points);
    std::copy_n(archive->chosen(0), archive->size() * archive->words(), chosen);
    std::copy(archive->counts().begin(), archive->counts().end(), counts);
    std::copy(archive->corners().begin(), archive->corners().end(), corners);
    std::copy(archive->proved().begin(), archive->proved().end(), proved);
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
int64_t salkku_sweep(const Plan *plan, Archive *archive, const Aim *aim, int64_t width,
                     int64_t bytes, double seconds, Outcome *out) {
    try {
        if (plan->implied) return swept<LinkedWalk>(*plan, *archive, *aim, width, bytes, seconds, *out);
        return swept<Walk>(*plan, *archive, *aim, width, bytes, seconds, *out);
    } catch (const std::bad_alloc &) {
        return 0;
    }
}
}
