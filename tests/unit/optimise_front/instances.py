"""Random small problems with every kind of rule, and brute force over them."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations

from salkku.domain.problem import Constraint, Pair, Problem
from salkku.optimise.exact import is_feasible

Table = tuple[tuple[Fraction, ...], ...]


def tie_key(row: str) -> int:
    return int.from_bytes(hashlib.sha256(row.encode()).digest()[:3], "big")


def plain_problem(
    scores: list[list[int]], rows: list[tuple[list[int], int | None, int | None]]
) -> Problem:
    """Give a problem of m criteria on 0…1 scales and linear rows (coefficients, low, high)."""
    count = len(scores[0])
    ids = tuple(f"{item:03d}" for item in range(count))
    table = tuple(tuple(map(Fraction, row)) for row in scores)
    weights = tuple(Fraction(1, len(scores)) for _ in scores)
    return Problem(
        ids=ids,
        costs=tuple(0 for _ in ids),
        keys=tuple(map(tie_key, ids)),
        criteria=tuple(f"c{index}" for index in range(len(scores))),
        widths=tuple(Fraction(1) for _ in scores),
        scores=table,
        worth=table,
        worth_low=table,
        worth_high=table,
        pairs=(),
        constraints=tuple(
            Constraint(
                f"rule:{index}",
                "B",
                tuple((item, value) for item, value in enumerate(values) if value),
                low,
                high,
            )
            for index, (values, low, high) in enumerate(rows)
        ),
        weights=weights,
        vertices={"": (weights,)},
        centre=weights,
        party_ids=(),
        pays=(),
        party_worth=(),
        line_costs={},
        line_limits={},
    )


def random_problem(
    seed: int, *, most: int = 11, criteria: int = 2, spread: bool = False
) -> Problem:
    """Give a problem of at most ``most`` rows with money, groups, logic, floors, shares, pairs."""
    dice = random.Random(seed)
    count = dice.randint(4, most)
    ids = tuple(f"r{dice.randint(0, 999):03d}{index}" for index in range(count))
    costs = tuple(dice.randint(1, 9) * 50 for _ in ids)
    widths = tuple(Fraction(dice.choice([5, 10, 1])) for _ in range(criteria))
    scores = tuple(
        tuple(Fraction(dice.randint(0, 12), dice.choice([1, 2, 3])) for _ in ids)
        for _ in range(criteria)
    )
    worth = _random_worth(dice, scores, widths)
    step = Fraction(1, 6) if spread else Fraction(0)
    mixes = [_weights(dice, criteria) for _ in range(dice.randint(1, 4))]
    pairs = _random_pairs(dice, count, criteria)
    sides = [side for pair in pairs for side in (pair.left, pair.right) if len(side) > 1]
    levels = tuple(
        Constraint(f"level:{index}", "G", tuple((j, 1) for j in side), None, 1)
        for index, side in enumerate(sides)
    )
    parties = (
        {"": tuple(mixes)} if dice.random() < 0.5 else {"a": tuple(mixes[:1]), "b": tuple(mixes)}
    )
    return Problem(
        ids=ids,
        costs=costs,
        keys=tuple(map(tie_key, ids)),
        criteria=tuple(f"c{index}" for index in range(criteria)),
        widths=widths,
        scores=scores,
        worth=worth(Fraction(0)),
        worth_low=worth(-step),
        worth_high=worth(step),
        pairs=pairs,
        constraints=(*_random_rules(dice, costs), *levels),
        weights=_weights(dice, criteria),
        vertices=parties,
        centre=mixes[0],
        party_ids=("a", "b"),
        pays=(costs, tuple(0 for _ in costs)),
        party_worth=(scores[0], tuple(Fraction(dice.randint(0, 5), 2) for _ in ids)),
        line_costs={"money": costs},
        line_limits={"money": (sum(costs) // 2, "")},
    )


def _random_worth(
    dice: random.Random, scores: Table, widths: tuple[Fraction, ...]
) -> Callable[[Fraction], Table]:
    base = Fraction(dice.choice([0, 0, 1, 2]))
    amount = [Fraction(dice.choice([1, 1, 2, 3]), dice.choice([1, 2])) for _ in scores[0]]

    def worth(shift: Fraction) -> Table:
        return tuple(
            tuple(
                (score - base) * amount[j] / widths[c] + shift * dice.randint(0, 3)
                for j, score in enumerate(row)
            )
            for c, row in enumerate(scores)
        )

    return worth


def _weights(dice: random.Random, criteria: int) -> tuple[Fraction, ...]:
    parts = [dice.choice([0, 1, 2, 3, 5]) for _ in range(criteria)]
    parts[dice.randrange(criteria)] += 1
    return tuple(Fraction(part, sum(parts)) for part in parts)


def _random_pairs(dice: random.Random, count: int, criteria: int) -> tuple[Pair, ...]:
    found = []
    for row in range(dice.choice([0, 0, 1, 2, 4])):
        items = dice.sample(range(count), min(count, dice.choice([2, 2, 3])))
        left, right = (items[0],), tuple(sorted(items[1:]))
        value = Fraction(dice.choice([-4, -2, -1, 1, 2, 5]), dice.choice([1, 2]))
        found.append(Pair(left, right, dice.randrange(criteria), value, row + 2))
    return tuple(found)


def _random_rules(dice: random.Random, costs: tuple[int, ...]) -> tuple[Constraint, ...]:
    count, total = len(costs), sum(costs)
    money = tuple(enumerate(costs))
    rules = [Constraint("line:money", "B", money, None, dice.randint(total // 4, total))]

    def some(size: int) -> list[int]:
        return sorted(dice.sample(range(count), min(size, count)))

    for index in range(dice.choice([0, 1, 2, 3, 4])):
        kind = dice.choice(["P", "X", "G", "O", "K", "C", "share", "never"])
        a, b = dice.sample(range(count), 2)
        name = f"rule:{index}"
        if kind == "P":
            rules.append(Constraint(name, "P", ((a, 1), (b, -1)), None, 0))
        elif kind == "X":
            rules.append(Constraint(name, "X", ((a, 1), (b, 1)), None, 1))
        elif kind == "G":
            rules.append(Constraint(name, "G", tuple((j, 1) for j in some(3)), None, 1))
        elif kind == "O":
            rules.append(Constraint(name, "O", ((a, 1), (b, -1)), 0, 0))
        elif kind == "K":
            rules.append(Constraint(name, "K", ((a, 1),), 1, 1))
        elif kind == "C":
            rules.append(Constraint(name, "C", tuple((j, 1) for j in some(4)), 1, 3))
        elif kind == "share":
            inside = set(some(count // 2))
            share = tuple((j, 10 * cost * (j in inside) - 3 * cost) for j, cost in money)
            rules.append(Constraint(name, "C", share, 0, None))
        else:
            rules.append(Constraint(name, "P", ((a, 1),), None, 0))
    return tuple(rules)


def portfolios(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Every feasible portfolio, by brute force."""
    everything = range(len(problem.ids))
    for size in range(len(problem.ids) + 1):
        for chosen in combinations(everything, size):
            if is_feasible(problem, chosen):
                yield chosen
