"""Draws instances by a seed, the same in every environment."""

from __future__ import annotations

from random import Random
from typing import Any

__all__ = ["agreement", "knapsack", "vote"]

CITIES = 3
THEMES = 4


def knapsack(size: int, *, objectives: int, limits: int, seed: int) -> dict[str, Any]:
    """Draw objectives and limits as the published instances do: 10 … 99, half of each limit."""
    dice = Random(seed)
    uses = [[dice.randint(10, 99) for _ in range(size)] for _ in range(limits)]
    return {
        "kind": "front",
        "objectives": [[dice.randint(10, 99) for _ in range(size)] for _ in range(objectives)],
        "rows": [[row, None, sum(row) // 2] for row in uses],
    }


def agreement(
    size: int, *, logic: int, seed: int, objectives: int = 2, fine: bool = False
) -> dict[str, Any]:
    """Draw an agreement's choice: city budgets, a total, categories, precedences and exclusions.

    Each proposal is paid by one city, or by all in parts, costs 10 … 90 tens of thousands of euros
    and has one focus area. Each area has at least a tenth of the chosen that the money could hold
    and at most half. Half of the logic rows are precedences, half exclusions. In ``fine`` ones each
    city's money binds by itself, as there is no total, and money and worth are drawn fifty times
    as finely, so that few portfolios are worth the same: harder.
    """
    dice = Random(seed)
    grain = 50 if fine else 1
    costs = [dice.randint(10 * grain, 90 * grain) for _ in range(size)]
    payers = [dice.choice([0, 1, 2, None]) for _ in range(size)]
    parts = [
        [
            cost // CITIES if payer is None else cost * (payer == city)
            for cost, payer in zip(costs, payers, strict=True)
        ]
        for city in range(CITIES)
    ]
    themes = [dice.randrange(THEMES) for _ in range(size)]
    fits = int(0.3 * size)
    rows: list[list[Any]] = [[part, None, int(0.33 * sum(part))] for part in parts]
    if not fine:
        rows.append([costs, None, int(0.3 * sum(costs))])
    for theme in range(THEMES):
        inside = [int(one == theme) for one in themes]
        rows.append([inside, max(1, fits // 10), max(2, fits // 2)])
    for number in range(logic):
        first, second = dice.sample(range(size), 2)
        row = [0] * size
        row[first], row[second] = (1, -1) if number % 2 else (1, 1)
        rows.append([row, None, 0 if number % 2 else 1])
    most = 100 * grain - 1
    goals = [[dice.randint(10 * grain, most) for _ in range(size)] for _ in range(objectives)]
    return {"kind": "front", "objectives": goals, "rows": rows}


def vote(size: int, *, voters: int, seed: int) -> dict[str, Any]:
    """Draw an approval vote on projects: three districts that like their own projects more."""
    dice = Random(seed)
    homes = [dice.randrange(CITIES) for _ in range(size)]
    ballots = []
    for _ in range(voters):
        mine = dice.choices(range(CITIES), weights=(5, 3, 2))[0]
        liked = [j for j in range(size) if dice.random() < (0.35 if homes[j] == mine else 0.08)]
        ballots.append(liked or [dice.randrange(size)])
    costs = [dice.randint(10, 120) for _ in range(size)]
    return {"kind": "vote", "costs": costs, "limit": sum(costs) // 3, "ballots": ballots}
