// Rules that tie two items (or a few), and what they do to the bounds of a label.
//
// A row is either kept as a room in every label, or it is a rule: implications hold it wholly, and it
// only has a price in the bounds. As items are settled, a rule's room that can no more be used goes
// at its price; a rule that holds whatever its last open item does gives that item back what the
// price had taken from it, or takes back what it had given (relief). Reliefs of one item are shares
// of its reduced cost, so that together they never say more than the sum of the rules dropped.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

#include "labels.hpp"
#include "plan.hpp"

namespace salkku {

struct Rule {
    std::vector<std::pair<int, int64_t>> items;  // position, use
    int64_t high;
};

class Rules {
  public:
    explicit Rules(const Plan &plan)
        : plan_(plan), columns(int(plan.columns)), about(plan.items),
          up(plan.items * plan.columns), down(plan.items * plan.columns) {
        for (int64_t i = 0; i < plan.rows; ++i) sort_out(i);
        for (size_t i = 0; i < up.size(); ++i)
            up[i] = std::min(0.0, plan.steps[i]), down[i] = -std::max(0.0, plan.steps[i]);
        relief.assign(rules.size() * 2 * columns, 0.0);
        for (int64_t j = 0; j < plan.items; ++j)
            for (bool charged : {false, true}) share(j, charged);
    }

    // Take the price of an item's being settled, and of what that does to its rules, to the sums.
    // `seen` are the items settled so far, this one among them.
    void price(int item, const uint64_t *seen, const uint64_t *chosen, double *sums) const {
        const bool in = has(chosen, item);
        add((in ? up : down).data() + int64_t(item) * columns, 1.0, sums);
        for (int at : about[item]) weigh(at, item, seen, chosen, sums);
    }

    void add(const double *what, double times, double *sums) const {
        for (int c = 0; c < columns; ++c) sums[c] += times * what[c];
    }

  private:
    const Plan &plan_;

  public:
    const int columns;
    std::vector<int> rooms;                 // rows that labels keep a room of
    std::vector<Rule> rules;
    std::vector<std::vector<int>> about;    // n: rules of each position
    std::vector<double> prices, waste;      // rooms x K, rules x K: price of one unit
    std::vector<double> up, down, relief;   // n x K: taking, leaving; rules x 2 x K

  private:
    void sort_out(int64_t row) {
        std::vector<double> &to = plan_.ruled[row] ? waste : prices;
        for (int c = 0; c < columns; ++c) to.push_back(plan_.prices[c * plan_.rows + row]);
        if (!plan_.ruled[row]) {
            rooms.push_back(int(row));
            return;
        }
        Rule rule{{}, plan_.limits[row]};
        for (int64_t j = 0; j < plan_.items; ++j) {
            const int64_t use = plan_.uses[j * plan_.rows + row];
            if (!use) continue;
            rule.items.push_back({int(j), use});
            about[j].push_back(int(rules.size()));
        }
        rules.push_back(rule);
    }

    // Share what an item gains, or is charged, among the rules of two whose prices made it.
    void share(int64_t item, bool charged) {
        std::vector<double> left(columns);
        for (int c = 0; c < columns; ++c) {
            const double step = plan_.steps[item * columns + c];
            left[c] = std::max(0.0, charged ? -step : step);
        }
        for (int at : about[item]) {
            const Rule &rule = rules[at];
            if (rule.items.size() != 2) continue;
            const int side = rule.items[1].first == item;
            const int64_t use = rule.items[side].second;
            if ((use > 0) != charged) continue;
            double *out = relief.data() + (int64_t(at) * 2 + side) * columns;
            for (int c = 0; c < columns; ++c) {
                out[c] = std::min(left[c], waste[int64_t(at) * columns + c] * double(std::abs(use)));
                left[c] -= out[c];
            }
        }
    }

    void weigh(int at, int item, const uint64_t *seen, const uint64_t *chosen, double *sums) const {
        const Rule &rule = rules[at];
        int64_t left = rule.high, spare = 0, own = 0;
        int open = 0, side = 0, mine = 0, place = 0;
        for (const auto &[other, use] : rule.items) {
            if (other == item) own = use, mine = place;
            if (!has(seen, other)) ++open, side = place, spare += std::max<int64_t>(0, use);
            else if (has(chosen, other)) left -= use;
            ++place;
        }
        const int64_t before = left + (has(chosen, item) ? own : 0);
        const int64_t idle = std::max<int64_t>(0, left - spare) -
                             std::max<int64_t>(0, before - spare - std::max<int64_t>(0, own));
        if (idle) add(waste.data() + int64_t(at) * columns, -double(idle), sums);
        if (rule.items.size() != 2) return;
        if (!open && holds(own, before)) relieve(at, mine, 1.0, sums);
        if (open && holds(rule.items[side].second, left)) relieve(at, side, -1.0, sums);
    }

    void relieve(int at, int side, double times, double *sums) const {
        add(relief.data() + (int64_t(at) * 2 + side) * columns, times, sums);
    }

    // Whether a room holds an item whatever is chosen of it.
    static bool holds(int64_t use, int64_t room) { return room >= 0 && room >= use; }
};

}  // namespace salkku
