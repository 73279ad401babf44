// What a label keeps between two positions: only rows and pairs that are begun and not finished.
#pragma once
#include <cstdint>
#include <vector>

#include "plan.hpp"

namespace salkku {

// One row at one step: where the room comes from, what choosing uses, what must be left.
struct Step {
    int from;         // index among the rows of the layer before, -1: not begun, `room` is left
    int to;           // index among the rows of the layer after, -1: finished
    int64_t room, use, need, spare;
};

// The layer after k positions are decided. A label's numbers are p sums, the room of `rows`, then
// `signed_states` that tell open pairs apart in dominance and `plain_states` that do so in merging.
struct Layer {
    std::vector<int> rows;    // begun and not finished
    std::vector<int> pairs;   // likewise
    std::vector<Step> steps;  // from the layer before to this one
    std::vector<int> signs;   // of each open pair: 1 can only pay, -1 only cost, 2 both, 0 neither
    std::vector<double> prices, rest;
    int compared = 0, kept = 0;
};

class Layout {
  public:
    explicit Layout(const Plan &plan) : plan_(plan) {
        const int64_t n = plan.items;
        first_.assign(plan.pairs, n), last_left_.assign(plan.pairs, 0);
        last_right_.assign(plan.pairs, 0);
        for (int64_t c = 0; c < plan.pairs; ++c)
            for (int64_t j = 0; j < n; ++j) {
                if (plan.left[c * n + j]) last_left_[c] = j, first_[c] = std::min(first_[c], j);
                if (plan.right[c * n + j]) last_right_[c] = j, first_[c] = std::min(first_[c], j);
            }
        layers_.resize(n + 1);
        std::vector<uint8_t> begun(plan.rows, 0);
        for (int64_t k = 0; k <= n; ++k) fill(k, begun);
    }

    const Layer &at(int64_t k) const { return layers_[k]; }
    bool left_over(int pair, int64_t k) const { return last_left_[pair] < k; }
    bool right_over(int pair, int64_t k) const { return last_right_[pair] < k; }

  private:
    void fill(int64_t k, std::vector<uint8_t> &begun) {
        const int64_t r = plan_.rows, K = plan_.columns, n = plan_.items;
        Layer &layer = layers_[k];
        const int64_t *spare = plan_.spare + k * r, *need = plan_.need + k * r;
        std::vector<int> before(r, -1);
        if (k)
            for (size_t i = 0; i < layers_[k - 1].rows.size(); ++i)
                before[layers_[k - 1].rows[i]] = int(i);
        layer.rest.assign(plan_.rest + k * K, plan_.rest + (k + 1) * K);
        for (int64_t i = 0; i < r; ++i) {
            const int64_t use = k ? plan_.uses[(k - 1) * r + i] : 0;
            const bool first = use && !begun[i];
            if (use) begun[i] = 1;
            const bool finished = spare[i] == 0 && need[i] == 0;
            if (begun[i] && (before[i] >= 0 || first)) {
                const int64_t room = std::min(plan_.limits[i], plan_.spare[(k - 1) * r + i]);
                const int to = finished ? -1 : int(layer.rows.size());
                if (!finished) layer.rows.push_back(int(i));
                layer.steps.push_back({first ? -1 : before[i], to, room, use, need[i], spare[i]});
            }
            if (!begun[i])
                for (int64_t c = 0; c < K; ++c)
                    layer.rest[c] +=
                        plan_.prices[c * r + i] * double(std::min(plan_.limits[i], spare[i]));
        }
        for (int64_t c = 0; c < plan_.pairs; ++c) {
            if (plan_.closing[c] < k) continue;
            for (int64_t q = 0; q < K; ++q) layer.rest[q] += plan_.base[q * plan_.pairs + c];
            if (first_[c] < k) layer.pairs.push_back(int(c)), layer.signs.push_back(sign(c));
        }
        (void)n;
        price(layer);
    }

    int sign(int64_t pair) const {
        const int64_t *worths = plan_.worths + pair * (plan_.objectives + plan_.ties);
        bool pays = false, costs = false;
        for (int64_t i = 0; i < plan_.objectives; ++i) pays |= worths[i] > 0, costs |= worths[i] < 0;
        return pays && costs ? 2 : int(pays) - int(costs);
    }

    void price(Layer &layer) const {
        const int64_t K = plan_.columns, p = plan_.objectives;
        for (int64_t i = 0; i < p; ++i)
            for (int64_t q = 0; q < K; ++q) layer.prices.push_back(plan_.weights[q * p + i]);
        for (int row : layer.rows)
            for (int64_t q = 0; q < K; ++q)
                layer.prices.push_back(plan_.prices[q * plan_.rows + row]);
        for (int pair : layer.pairs)
            for (const double *side : {plan_.left_price, plan_.right_price})
                for (int64_t q = 0; q < K; ++q)
                    layer.prices.push_back(side[q * plan_.pairs + pair]);
        layer.compared = layer.kept = int(p + layer.rows.size());
        for (int sign : layer.signs) {
            layer.compared += sign == 2 ? 4 : sign ? 2 : 0;
            layer.kept += sign == 2 ? 4 : 2;
        }
    }

    const Plan &plan_;
    std::vector<int64_t> first_, last_left_, last_right_;
    std::vector<Layer> layers_;
};

}  // namespace salkku
