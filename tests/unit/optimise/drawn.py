"""Random problems of every kind of constraint, and the answers that enumeration gives."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

from salkku.domain.problem import Constraint, Objective, Pair, Problem, Scale
from salkku.optimise.exact import is_feasible
from salkku.optimise.objective import worth_of


def drawn_problem(seed: int, *, most: int = 9, tight: bool = False) -> Problem:
    """Draw a problem of 0 to ``most`` items with all letters; ``tight`` is often infeasible."""
    dice = Random(seed)
    n = dice.randint(1, most)
    m = dice.randint(1, 3)
    flat = dice.random() < 0.4  # few different numbers: many ties
    twins = flat and dice.random() < 0.7  # equal keys: ties that nothing breaks
    money = (
        (lambda: 100_00 if twins else dice.choice([0, 100_00, 200_00]))
        if flat
        else (lambda: dice.choice([0, dice.randint(1, 10 ** dice.randint(3, 9))]))
    )
    costs_a = tuple(money() for _ in range(n))
    costs_b = tuple(money() for _ in range(n))
    score = (
        (lambda: Fraction(dice.randint(0, 1 if twins else 2)))
        if flat
        else (lambda: Fraction(dice.randint(0, 500), dice.choice([100, 3, 7])))
    )
    scores = tuple(tuple(score() for _ in range(n)) for _ in range(m))
    widths = tuple(Fraction(dice.choice([5, 4, 10])) for _ in range(m))
    baseline = Fraction(dice.choice([0, 1, 5]), 2)
    by_euro = tuple(dice.random() < 0.3 for _ in range(m))
    totals = [a + b for a, b in zip(costs_a, costs_b, strict=True)]
    slopes = tuple(
        tuple((Fraction(cost, 10_000_000) if euro else Fraction(1)) / width for cost in totals)
        for width, euro in zip(widths, by_euro, strict=True)
    )
    worth = tuple(
        tuple(slope * (s - baseline) for s, slope in zip(row, factors, strict=True))
        for row, factors in zip(scores, slopes, strict=True)
    )
    weights_raw = [Fraction(dice.randint(0, 3)) for _ in range(m)]
    weights_raw[0] += 1
    weights = tuple(w / sum(weights_raw) for w in weights_raw)
    pairs = (
        tuple(_pair(dice, n, m, row) for row in range(2, 2 + dice.randint(0, 3))) if n > 1 else ()
    )
    total_a, total_b = sum(costs_a), sum(costs_b)
    limit_a = int(total_a * dice.uniform(0.2, 0.9))
    limit_b = int(total_b * dice.uniform(0.2, 0.9))
    constraints = [
        Constraint("line:a", "B", _live(costs_a), None, limit_a),
        Constraint("line:b", "B", _live(costs_b), None, limit_b),
        *_logic(dice, n, totals, tight=tight),
    ]
    fixed = tuple(j for j in range(n) if dice.random() < (0.4 if tight else 0.1))
    constraints += [Constraint(f"committed:p{j}", "K", ((j, 1),), 1, None) for j in fixed]
    owner = dice.choice(["x", ""])
    return Problem(
        ids=tuple(f"p{j}" for j in range(n)),
        costs=tuple(a + b for a, b in zip(costs_a, costs_b, strict=True)),
        keys=tuple(7 if twins else dice.randint(0, 2**24 - 1) for _ in range(n)),
        criteria=tuple(f"c{i}" for i in range(m)),
        widths=widths,
        scores=scores,
        worth=worth,
        worth_low=worth,
        worth_high=worth,
        pairs=pairs,
        constraints=tuple(constraints),
        weights=weights,
        vertices={"": (weights,)},
        centre=weights,
        party_ids=("x", "y"),
        pays=(costs_a if owner == "x" else (0,) * n, costs_b),
        party_worth=tuple(
            tuple(Fraction(dice.randint(0, 60), dice.choice([1, 3, 8])) for _ in range(n))
            for _ in range(2)
        ),
        line_costs={"a": costs_a, "b": costs_b},
        line_limits={"a": (limit_a, owner), "b": (limit_b, "y")},
        fixed=fixed,
        scales=tuple(
            Scale(Fraction(0), Fraction(500), dice.choice([None, min(row)]), by_euro=euro)
            for row, euro in zip(scores, by_euro, strict=True)
        ),
        slopes=slopes,
    )


def _live(numbers: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((j, value) for j, value in enumerate(numbers) if value)


def _pair(dice: Random, n: int, m: int, row: int) -> Pair:
    left, right = dice.sample(range(n), 2)
    value = Fraction(dice.choice([-3, -1, 1, 2]), dice.choice([1, 2, 3]))
    return Pair((left,), (right,), dice.randrange(m), value, row)


def _logic(dice: Random, n: int, costs: list[int], *, tight: bool) -> list[Constraint]:
    """Draw rules and relations of every other letter."""
    rows = []
    for number in range(2 + dice.randint(0, 3)):
        kind = dice.choice("CPXGOYS")
        members = tuple((j, 1) for j in range(n) if dice.random() < 0.5)
        a, b = (dice.sample(range(n), 2)) if n > 1 else (0, 0)
        if kind == "C":
            least = dice.randint(0, 3 if tight else 1)
            rows.append(
                Constraint(
                    f"rule:r{number}",
                    "C",
                    members,
                    least,
                    least + 2,
                    "count",
                    Fraction(least),
                    Fraction(least + 2),
                )
            )
        elif kind == "S":  # at least 30 % of the money to the members
            inside = {j for j, _ in members}
            share = tuple((j, costs[j] * (7 if j in inside else -3)) for j in range(n) if costs[j])
            least_share = Fraction(3, 10)
            if dice.random() < 0.5:
                rows.append(
                    Constraint(f"rule:s{number}", "C", share, 0, None, "share", least_share)
                )
            else:
                cap = tuple((j, -value) for j, value in share)
                rows.append(
                    Constraint(f"rule:s{number}", "C", cap, 0, None, "share", None, least_share)
                )
        elif a != b and kind == "P":
            rows.append(Constraint(f"relation:{number}", "P", ((a, -1), (b, 1)), 0, None))
        elif a != b and kind in "XG":
            name = f"level:p{a}" if kind == "G" else f"relation:{number}"
            letter = "G" if kind == "G" else "X"
            rows.append(Constraint(name, letter, ((a, 1), (b, 1)), None, 1))  # type: ignore[arg-type]
        elif a != b and kind == "O":
            rows.append(Constraint(f"relation:{number}", "O", ((a, 1), (b, -1)), 0, 0))
        elif kind == "Y":
            rows.append(Constraint(f"carrying:o{number}", "Y", members, None, 3))
    return rows


def every_portfolio(problem: Problem) -> list[tuple[int, ...]]:
    """List every feasible set of items."""
    sets = (
        tuple(j for j, bit in enumerate(bits) if bit)
        for bits in product((0, 1), repeat=len(problem.ids))
    )
    return [chosen for chosen in sets if is_feasible(problem, chosen)]


def by_tie_rule(
    problem: Problem, objective: Objective, sets: list[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """Give the sets equal by the whole tie rule, of those listed."""

    def order(chosen: tuple[int, ...]) -> tuple[int, int, int]:
        cost = sum(problem.costs[j] for j in chosen)
        return (worth_of(objective, chosen), -cost, -sum(problem.keys[j] for j in chosen))

    top = max(map(order, sets))
    return [chosen for chosen in sets if order(chosen) == top]


def empty_problem() -> Problem:
    """Give a problem with no competing row at all."""
    return named_problem((), (Constraint("line:a", "B", (), None, 100),))


def named_problem(
    ids: tuple[str, ...],
    constraints: tuple[Constraint, ...],
    *,
    worth: tuple[int, ...] = (),
    costs: tuple[int, ...] = (),
) -> Problem:
    """Give a problem of one criterion and one line ``a`` with the constraints given."""
    one, size = (Fraction(1),), len(ids)
    gains = tuple(map(Fraction, worth or (1,) * size))
    euros = costs or (0,) * size
    limits = {c.name.removeprefix("line:"): c.high for c in constraints if c.letter == "B"}
    return Problem(
        ids=ids,
        costs=euros,
        keys=tuple(range(size)),
        criteria=("c0",),
        widths=(Fraction(1),),
        scores=(gains,),
        worth=(gains,),
        worth_low=(gains,),
        worth_high=(gains,),
        pairs=(),
        constraints=constraints,
        weights=one,
        vertices={"": (one,)},
        centre=one,
        party_ids=(),
        pays=(),
        party_worth=(),
        line_costs={"a": euros},
        line_limits={line: (limit or 0, "") for line, limit in limits.items()},
    )
