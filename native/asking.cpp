// Whether any portfolio of a kind withstands all small changes that surely make it better.
//
// What changes rule out is learnt as clauses: at first of those that fit wherever they can be made,
// then, whenever all items are decided, of those that make that portfolio better. Every sum is known
// to fit 64 bits.
#include <exception>
#include <new>

#include "clauses.hpp"
#include "clock.hpp"

using salkku::Lits;

extern "C" struct AskPlan {
    int64_t items, vertices, rows, item, wanted, shortest;
    const int64_t *entering, *leaving;  // vertices x items
    const int64_t *uses;                // rows x items
    const int64_t *limits;              // rows
    const int64_t *liked;               // items: tried so at first
};

namespace {

constexpr int64_t GAVE_UP = 0, NEVER = 1, STANDS = 2;
constexpr int64_t PAUSE = 100, LEARNT = 10, ROOM = 1000;

class Asking : public salkku::Clauses {
  public:
    explicit Asking(const AskPlan &plan)
        : Clauses(plan.items, plan.rows), p(plan), m(int(plan.item)), wanted(plan.wanted != 0) {
        for (int c = 0; c < n; ++c) variable(p.liked[c] != 0);
        for (int r = 0; r < p.rows; ++r) lay(r);
        clause({2 * m + !wanted});
        for (int a = -1; a < n; ++a)
            for (int b = -1; b < n; ++b)
                if (a != b) everywhere(a, b);
    }

    int64_t run(int64_t most, double seconds, int64_t *point) {
        const salkku::Clock clock(seconds);
        const int64_t until = conflicts + most;
        int64_t pause = conflicts + PAUSE, turn = 1;
        for (int64_t steps = 0; !broken; ++steps) {
            if ((steps % 64 == 0 && clock.over()) || conflicts >= until) return GAVE_UP;
            if (const int conflict = propagate(); conflict != salkku::NONE) {
                learn(conflict);
            } else if (conflicts >= pause) {
                back(0), forget();
                pause = conflicts + PAUSE * (turn & -turn), ++turn;
            } else if (const int lit = next(); lit != salkku::NONE) {
                decide(lit);
            } else if (!better()) {
                for (int c = 0; c < n; ++c) point[c] = value[c] == 1;
                return STANDS;
            }
        }
        return NEVER;
    }

  private:
    struct Change {
        int64_t cost;
        Lits out, in;
    };

    const AskPlan p;
    const int m;
    const bool wanted;
    std::vector<Change> found;

    void refuse(Lits lits, const std::vector<std::pair<int, int64_t>> &rooms) {
        back(0);
        for (const auto &[r, least] : rooms) lits.push_back(2 * at_least(r, least));
        clause(lits);
    }

    int64_t use(int r, int c) const { return p.uses[r * n + c]; }

    void lay(int r) {
        auto &row = rows[r];
        row.limit = p.limits[r];
        for (int c = 0; c < n; ++c) {
            const int64_t u = use(r, c);
            if (!u) continue;
            row.terms.push_back({u, c});
            (u > 0 ? row.greatest : row.least) += u;
            of[c].push_back({r, u});
        }
        row.low = row.least, row.high = row.greatest;
        std::stable_sort(row.terms.begin(), row.terms.end(), [](const auto &x, const auto &y) {
            return std::abs(x.first) > std::abs(y.first);
        });
        touch(r);
    }

    // Whether the items that come in are worth no less everywhere, and more somewhere.
    bool pays(const Lits &out, const Lits &in) const {
        bool more = false;
        for (int64_t v = 0; v < p.vertices; ++v) {
            int64_t gain = 0;
            for (const int c : in) gain += p.entering[v * n + c];
            for (const int c : out) gain -= p.leaving[v * n + c];
            if (gain < 0) return false;
            more |= gain > 0;
        }
        return more;
    }

    int64_t asked(int r, const Lits &out, const Lits &in) const {
        int64_t sum = 0;
        for (const int c : in) sum += use(r, c);
        for (const int c : out) sum -= use(r, c);
        return sum;
    }

    // Whether a row has room for a change whatever else is chosen.
    bool roomy(int r, const Lits &out, const Lits &in) const {
        if (asked(r, out, in) <= 0) return true;
        int64_t most = rows[r].greatest;
        for (const int c : in) most += std::min<int64_t>(0, use(r, c));
        for (const int c : out) most -= std::max<int64_t>(0, use(r, c));
        return most <= rows[r].limit;
    }

    // Learn of changes of one and one, and with the item, that have room wherever they are made.
    void everywhere(int a, int b) {
        const Lits out = a < 0 ? Lits{} : Lits{a}, in = b < 0 ? Lits{} : Lits{b};
        sure(out, in);
        if (a == m || b == m) return;
        const Lits &side = wanted ? out : in;
        Lits with = side;
        with.push_back(m);
        wanted ? sure(with, in) : sure(out, with);
        const int other = wanted ? b : a;
        for (int c = 0; c < other; ++c) {
            if (c == a || c == b || c == m) continue;
            wanted ? sure(with, {b, c}) : sure({a, c}, with);
        }
    }

    void sure(const Lits &out, const Lits &in) {
        if (!pays(out, in)) return;
        for (int r = 0; r < p.rows; ++r)
            if (!roomy(r, out, in)) return;
        Lits lits;
        for (const int c : out) lits.push_back(2 * c + 1);
        for (const int c : in) lits.push_back(2 * c);
        clause(lits);
    }

    // Keep a change that makes the decided portfolio better, with how much room it asks for.
    void look(const Lits &out, const Lits &in) {
        if (!pays(out, in)) return;
        int64_t cost = int64_t(out.size() + in.size());
        for (int r = 0; r < p.rows; ++r) {
            const int64_t more = asked(r, out, in), long_row = rows[r].terms.size();
            if (more > rows[r].limit - rows[r].low) return;
            if (more <= 0) continue;
            const int64_t greatest = std::max<int64_t>(1, std::abs(rows[r].terms[0].first));
            cost += long_row > p.shortest ? ROOM + 16 * more / greatest : long_row - 1;
        }
        found.push_back({cost, out, in});
    }

    bool roomless() const {
        return std::any_of(found.begin(), found.end(), [](const auto &x) { return x.cost < ROOM; });
    }

    // Look at changes of some items for one or two of a pool.
    void pairs(const Lits &fixed, const Lits &pool, bool fixed_out) {
        for (size_t i = 0; i < pool.size(); ++i)
            for (size_t k = i + 1; k <= pool.size(); ++k) {
                Lits two{pool[i]};
                if (k < pool.size()) two.push_back(pool[k]);
                fixed_out ? look(fixed, two) : look(two, fixed);
            }
    }

    // Learn what rules the decided portfolio out; false where no small change makes it better.
    bool better() {
        Lits held, left;
        for (int c = 0; c < n; ++c) (value[c] ? held : left).push_back(c);
        found.clear();
        for (const int a : held) look({a}, {});
        for (const int b : left) look({}, {b});
        for (const int a : held)
            for (const int b : left) look({a}, {b});
        if (!roomless()) {
            const Lits &own = wanted ? held : left, &pool = wanted ? left : held;
            pairs({m}, pool, wanted);
            for (const int c : own)
                if (c != m) pairs({m, c}, pool, wanted);
        }
        if (!found.empty() && !roomless()) {
            for (size_t i = 0; i < held.size() && !roomless(); ++i)
                for (size_t k = i + 1; k < held.size(); ++k) pairs({held[i], held[k]}, left, true);
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const auto &x, const auto &y) { return x.cost < y.cost; });
        if (found.size() > LEARNT) found.resize(LEARNT);
        std::vector<std::pair<Lits, std::vector<std::pair<int, int64_t>>>> all;
        for (const auto &one : found) all.push_back(refusal(one));
        for (const auto &one : all) refuse(one.first, one.second);
        return !all.empty();
    }

    // What a change rules out, as ``swaps.py`` has it: an item is otherwise, or a row has no room.
    std::pair<Lits, std::vector<std::pair<int, int64_t>>> refusal(const Change &one) const {
        std::pair<Lits, std::vector<std::pair<int, int64_t>>> out;
        std::vector<char> moved(n, 0);
        for (const int c : one.out) moved[c] = 1, out.first.push_back(2 * c + 1);
        for (const int c : one.in) moved[c] = 1, out.first.push_back(2 * c);
        for (int r = 0; r < p.rows; ++r) {
            if (roomy(r, one.out, one.in)) continue;
            const int64_t more = asked(r, one.out, one.in);
            if (int64_t(rows[r].terms.size()) > p.shortest) {
                out.second.push_back({r, rows[r].limit - more + 1});
                continue;
            }
            for (const auto &[u, c] : rows[r].terms)
                if (!moved[c]) out.first.push_back(2 * c + value[c]);
        }
        return out;
    }
};

}  // namespace

extern "C" {
int64_t salkku_ask_version() { return 1; }

// Open a question; null when memory is short.
void *salkku_ask(const AskPlan *plan) {
    try {
        return new Asking(*plan);
    } catch (const std::exception &) {
        return nullptr;
    }
}

// 0: given up, 1: no portfolio withstands, 2: the point does; -1: memory is short.
int64_t salkku_ask_run(void *asking, int64_t most, double seconds, int64_t *point) {
    try {
        return static_cast<Asking *>(asking)->run(most, seconds, point);
    } catch (const std::exception &) {
        return -1;
    }
}

void salkku_ask_close(void *asking) { delete static_cast<Asking *>(asking); }
}
