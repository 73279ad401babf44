// Clause learning over items and whole-number rows (Marques-Silva and Sakallah 1999; Een and
// Sorensson 2003).
//
// Variables are the n items, and for a row and a number whether the row uses at least that much.
// Rows force items as in any constraint solver; their reasons are made when a conflict asks for
// them. A literal is twice its variable, plus one where it is denied.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

namespace salkku {

using Lits = std::vector<int>;
constexpr int NONE = -1, OPEN = 2;

inline int denied(int lit) { return lit ^ 1; }

// A row: the sum of what chosen items use is at most the limit.
struct Row {
    std::vector<std::pair<int64_t, int>> terms;  // use and item, the greatest first
    int64_t least = 0, greatest = 0, limit = 0;  // sums that are possible at all
    int64_t low = 0, high = 0;                   // that are with what is decided
    std::map<int64_t, int> levels;               // variable for using at least so much
};

struct Clause {
    Lits lits;
    int rank;
    bool learnt;
};

class Clauses {
  protected:
    Clauses(int64_t items, int64_t count) : n(items), rows(count), of(items), dirty(count, 0) {}

    int64_t n;
    std::vector<Row> rows;
    std::vector<std::vector<std::pair<int, int64_t>>> of;  // rows of an item
    std::vector<char> value, phase;                        // 0, 1, or OPEN
    bool broken = false;                                   // nothing is left
    int64_t conflicts = 0;

    size_t depth() const { return limits.size(); }

    int variable(int liked) {
        value.push_back(OPEN), phase.push_back(char(liked)), seen.push_back(0);
        reason.push_back(NONE), place.push_back(0), level.push_back(0), heat.push_back(0);
        watches.emplace_back(), watches.emplace_back(), meaning.push_back({NONE, 0});
        return int(value.size()) - 1;
    }

    // The variable for a row that uses at least so much; at depth 0.
    int at_least(int r, int64_t least) {
        auto &levels = rows[r].levels;
        if (const auto known = levels.find(least); known != levels.end()) return known->second;
        const int fresh = variable(0);
        meaning[fresh] = {r, least};
        const auto at = levels.emplace(least, fresh).first;
        if (at != levels.begin()) clause({2 * fresh + 1, 2 * std::prev(at)->second});
        if (std::next(at) != levels.end()) clause({2 * std::next(at)->second + 1, 2 * fresh});
        touch(r);
        return fresh;
    }

    void touch(int r) {
        if (!dirty[r]) dirty[r] = 1, waiting.push_back(r);
    }

    void decide(int lit) {
        limits.push_back(trail.size());
        assign(lit, NONE);
    }

    void back(size_t to) {
        if (depth() <= to) return;
        while (trail.size() > limits[to]) {
            const int v = trail.back() >> 1, was = value[v];
            trail.pop_back();
            phase[v] = char(was), value[v] = OPEN;
            if (v < n)
                for (const auto &[r, u] : of[v]) {
                    if ((u > 0) == bool(was)) rows[r].low -= std::abs(u);
                    else rows[r].high += std::abs(u);
                }
        }
        limits.resize(to), head = trail.size();
        for (const int r : waiting) dirty[r] = 0;
        waiting.clear();
        if (to == 0)
            for (size_t r = 0; r < rows.size(); ++r) touch(int(r));
    }

    // Add a clause; at depth 0.
    void clause(Lits lits) {
        if (broken) return;
        std::sort(lits.begin(), lits.end());
        lits.erase(std::unique(lits.begin(), lits.end()), lits.end());
        Lits open;
        for (const int lit : lits) {
            if (is(lit) == 1) return;
            if (is(lit) == OPEN) open.push_back(lit);
        }
        for (size_t i = 1; i < open.size(); ++i)
            if (open[i] == denied(open[i - 1])) return;
        if (open.empty()) broken = true;
        else if (open.size() == 1) assign(open[0], NONE);
        else attach(open, 0, false);
    }

    // Draw all consequences: NONE, a clause that cannot hold, or -2 less a row that cannot.
    int propagate() {
        for (;;) {
            while (head < trail.size())
                if (const int at = visit(trail[head++]); at != NONE) return at;
            if (waiting.empty()) return NONE;
            const int r = waiting.back();
            waiting.pop_back(), dirty[r] = 0;
            if (!keeps(r)) return -2 - r;
        }
    }

    // Learn from what cannot hold, and go back to where it would have been seen.
    void learn(int conflict) {
        ++conflicts;
        Lits cause, learnt{0};
        if (conflict >= 0) cause = clauses[conflict].lits;
        else passes(-2 - conflict, above, 0, int(trail.size()), cause);
        size_t top = 0;
        for (const int lit : cause) top = std::max(top, size_t(level[lit >> 1]));
        if (top == 0) {
            broken = true;
            return;
        }
        back(top);
        Lits touched;
        resolve(cause, learnt, touched);
        shorten(learnt);
        for (const int v : touched) seen[v] = 0;
        bump /= 0.95;
        if (learnt.size() == 1) {
            back(0);
            clause(learnt);
            return;
        }
        for (size_t i = 2; i < learnt.size(); ++i)
            if (level[learnt[i] >> 1] > level[learnt[1] >> 1]) std::swap(learnt[1], learnt[i]);
        Lits levels;
        for (const int lit : learnt) levels.push_back(level[lit >> 1]);
        std::sort(levels.begin(), levels.end());
        const auto end = std::unique(levels.begin(), levels.end());
        back(level[learnt[1] >> 1]);
        assign(learnt[0], attach(learnt, int(end - levels.begin()), true));
    }

    // Forget the half of what was learnt that spans most depths; at depth 0, nothing waiting.
    void forget() {
        if (learnt_count < most) return;
        most += 1000;
        std::vector<int> ranks;
        for (const auto &one : clauses)
            if (one.learnt) ranks.push_back(one.rank);
        std::nth_element(ranks.begin(), ranks.begin() + ranks.size() / 2, ranks.end());
        const int bar = std::max(3, ranks[ranks.size() / 2]);
        std::vector<Clause> kept;
        learnt_count = 0;
        for (auto &one : clauses) {
            if (one.learnt && one.rank >= bar) continue;
            learnt_count += one.learnt;
            kept.push_back(std::move(one));
        }
        clauses = std::move(kept);
        for (auto &list : watches) list.clear();
        for (const int lit : trail) reason[lit >> 1] = NONE;
        for (size_t i = 0; i < clauses.size(); ++i) {
            Lits &lits = clauses[i].lits;
            std::stable_partition(lits.begin(), lits.end(), [&](int lit) { return is(lit) != 0; });
            watch(int(i));
        }
        head = 0;
    }

    // The item to decide next, as it was last; NONE where all are decided.
    int next() const {
        int best = NONE;
        for (int v = 0; v < n; ++v)
            if (value[v] == OPEN && (best == NONE || heat[v] > heat[best])) best = v;
        return best == NONE ? NONE : 2 * best + !phase[best];
    }

  private:
    std::vector<Clause> clauses;
    std::vector<Lits> watches;
    std::vector<char> seen;
    Lits reason, place, level, trail, waiting;  // a reason: a clause, -2 less a row, or NONE
    std::vector<double> heat;
    std::vector<std::pair<int, int64_t>> meaning;  // row and number of a variable of a row
    std::vector<size_t> limits;
    std::vector<char> dirty;
    size_t head = 0;
    double bump = 1;
    bool above = false;
    int64_t learnt_count = 0, most = 8000;

    int is(int lit) const { return value[lit >> 1] == OPEN ? OPEN : value[lit >> 1] ^ (lit & 1); }

    void assign(int lit, int why) {
        const int v = lit >> 1, to = !(lit & 1);
        value[v] = char(to), reason[v] = why, place[v] = int(trail.size()), level[v] = int(depth());
        trail.push_back(lit);
        if (v >= n) return touch(meaning[v].first);
        for (const auto &[r, u] : of[v]) {
            if ((u > 0) == bool(to)) rows[r].low += std::abs(u);
            else rows[r].high -= std::abs(u);
            touch(r);
        }
    }

    void watch(int at) {
        for (const int i : {0, 1}) watches[denied(clauses[at].lits[i])].push_back(at);
    }

    int attach(const Lits &lits, int rank, bool learnt) {
        clauses.push_back({lits, rank, learnt});
        learnt_count += learnt;
        watch(int(clauses.size()) - 1);
        return int(clauses.size()) - 1;
    }

    // Look at the clauses that a literal leaves one way fewer to hold.
    int visit(int lit) {
        Lits &list = watches[lit];
        size_t kept = 0;
        for (size_t i = 0; i < list.size(); ++i) {
            const int at = list[i];
            Lits &c = clauses[at].lits;
            if (c[0] == denied(lit)) std::swap(c[0], c[1]);
            size_t k = 2;
            if (is(c[0]) != 1)
                while (k < c.size() && is(c[k]) == 0) ++k;
            if (is(c[0]) != 1 && k < c.size()) {
                std::swap(c[1], c[k]);
                watches[denied(c[1])].push_back(at);
                continue;
            }
            list[kept++] = at;
            if (is(c[0]) == 0) {
                while (++i < list.size()) list[kept++] = list[i];
                list.resize(kept);
                return at;
            }
            if (is(c[0]) == OPEN) assign(c[0], at);
        }
        list.resize(kept);
        return NONE;
    }

    // Whether a row can be kept; assigns what it forces.
    bool keeps(int r) {
        Row &row = rows[r];
        int64_t least = row.least, most_used = row.limit;
        for (const auto &[number, v] : row.levels) {
            if (value[v] == 1) least = std::max(least, number);
            if (value[v] == 0) most_used = std::min(most_used, number - 1);
        }
        above = row.low > most_used;
        if (above || row.high < least) return false;
        for (const auto &[number, v] : row.levels) {
            if (value[v] != OPEN) continue;
            if (row.low >= number) assign(2 * v, -2 - r);
            else if (row.high < number) assign(2 * v + 1, -2 - r);
        }
        const int64_t over = most_used - row.low, under = row.high - least;
        for (const auto &[u, c] : row.terms) {
            if (std::abs(u) <= std::min(over, under)) break;
            if (value[c] != OPEN) continue;
            const bool raised = std::abs(u) <= over;  // else it must not raise the sum
            assign((u > 0) == raised ? 2 * c : 2 * c + 1, -2 - r);
        }
        return true;
    }

    // How much of a row's sum earlier decisions raised, or kept away; the literals that deny the
    // greatest of them, until `enough` is reached.
    int64_t gather(const Row &row, bool raised, int before, int64_t enough, Lits *to) const {
        int64_t sum = 0;
        for (const auto &[u, c] : row.terms) {
            if (to && sum >= enough) break;
            if (value[c] == OPEN || place[c] >= before) continue;
            if (((u > 0) == (value[c] == 1)) != raised) continue;
            if (to) to->push_back(2 * c + value[c]);
            sum += std::abs(u);
        }
        if (to && sum < enough) throw std::logic_error("a row forced what it does not");
        return sum;
    }

    // Why a row, `more` beyond what was decided before, would pass the end above or below.
    void passes(int r, bool up, int64_t more, int before, Lits &to) const {
        const Row &row = rows[r];
        const int64_t sum = gather(row, up, before, 0, nullptr) + more;
        if (up && row.least + sum > row.limit) {
            gather(row, true, before, row.limit + 1 - row.least - more, &to);
            return;
        }
        int best = NONE;  // the loosest end that is passed
        int64_t end = 0;
        for (const auto &[number, v] : row.levels) {
            if (value[v] != !up || place[v] >= before) continue;
            if (up ? row.least + sum < number : row.greatest - sum >= number) continue;
            if (up || best == NONE) best = v, end = number;
        }
        if (best == NONE) throw std::logic_error("a row forced what it does not");
        to.push_back(2 * best + value[best]);
        gather(row, up, before, (up ? end - row.least : row.greatest - end + 1) - more, &to);
    }

    // The literals, none of which holds, that a consequence rests on.
    void why(int lit, Lits &to) const {
        to.clear();
        const int v = lit >> 1, from = reason[v];
        if (from >= 0) {
            for (const int one : clauses[from].lits)
                if (one != lit) to.push_back(one);
            return;
        }
        const Row &row = rows[-2 - from];
        if (v < n) {
            for (const auto &[r, u] : of[v])
                if (r == -2 - from) passes(r, (u > 0) == bool(lit & 1), std::abs(u), place[v], to);
            return;
        }
        const int64_t number = meaning[v].second;
        const bool up = !(lit & 1);
        gather(row, up, place[v], up ? number - row.least : row.greatest - number + 1, &to);
    }

    void warm(int v) {
        if ((heat[v] += bump) < 1e100) return;
        for (double &one : heat) one *= 1e-100;
        bump *= 1e-100;
    }

    // Go back from a cause to the one decision or consequence of its depth that all of it rests on.
    void resolve(Lits &cause, Lits &learnt, Lits &touched) {
        int open = 0, at = int(trail.size()) - 1;
        for (;;) {
            for (const int lit : cause) {
                const int v = lit >> 1;
                if (seen[v] || level[v] == 0) continue;
                seen[v] = 1, touched.push_back(v), warm(v);
                if (level[v] == int(depth())) ++open;
                else learnt.push_back(lit);
            }
            while (!seen[trail[at] >> 1]) --at;
            const int lit = trail[at--];
            if (--open == 0) {
                learnt[0] = denied(lit);
                return;
            }
            seen[lit >> 1] = 0;
            why(lit, cause);
        }
    }

    // Leave out what follows from the rest.
    void shorten(Lits &learnt) {
        Lits some;
        size_t kept = 1;
        for (size_t i = 1; i < learnt.size(); ++i) {
            bool needed = reason[learnt[i] >> 1] == NONE;
            if (!needed) {
                why(denied(learnt[i]), some);
                for (const int lit : some) needed |= !seen[lit >> 1] && level[lit >> 1] > 0;
            }
            if (needed) learnt[kept++] = learnt[i];
        }
        learnt.resize(kept);
    }
};

}  // namespace salkku
