"""Random problems of every kind of constraint, and the answers that enumeration gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from random import Random

from salkku.domain.problem import Constraint, Objective, Pair, Problem, Scale
from salkku.optimise.exact import is_feasible
from salkku.optimise.objective import worth_of


@dataclass(frozen=True, slots=True)
class _Dice:
    """Throws money and scores: few numbers (``flat``) make ties, ``twins`` lasting ones."""

    throw: Random
    flat: bool
    twins: bool

    def money(self) -> int:
        if self.flat:
            return 100_00 if self.twins else self.throw.choice([0, 100_00, 200_00])
        return self.throw.choice([0, self.throw.randint(1, 10 ** self.throw.randint(3, 9))])

    def score(self) -> Fraction:
        if self.flat:
            return Fraction(self.throw.randint(0, 1 if self.twins else 2))
        return Fraction(self.throw.randint(0, 500), self.throw.choice([100, 3, 7]))

    def key(self) -> int:
        return 7 if self.twins else self.throw.randint(0, 2**24 - 1)


def drawn_problem(seed: int, *, most: int = 9, tight: bool = False) -> Problem:
    """Draw a problem of 1 to ``most`` items with all letters; ``tight`` is often infeasible."""
    throw = Random(seed)
    n, m = throw.randint(1, most), throw.randint(1, 3)
    flat = throw.random() < 0.4
    dice = _Dice(throw, flat, flat and throw.random() < 0.7)
    ids = tuple(f"p{j}" for j in range(n))
    lines = {line: tuple(dice.money() for _ in ids) for line in "ab"}
    costs = tuple(map(sum, zip(*lines.values(), strict=True)))
    limits = {line: int(sum(cents) * throw.uniform(0.2, 0.9)) for line, cents in lines.items()}
    owner = throw.choice(["x", ""])
    fixed = tuple(j for j in range(n) if throw.random() < (0.4 if tight else 0.1))
    rows = [Constraint(f"line:{k}", "B", _live(lines[k]), None, limits[k]) for k in lines]
    rows += _logic(throw, n, list(costs), tight=tight)
    rows += [Constraint(f"committed:p{j}", "K", ((j, 1),), 1, None) for j in fixed]
    raw = [Fraction(throw.randint(0, 3)) + (i == 0) for i in range(m)]
    weights = tuple(weight / sum(raw) for weight in raw)
    bare = Problem(
        ids=ids,
        costs=costs,
        keys=tuple(dice.key() for _ in ids),
        criteria=tuple(f"c{i}" for i in range(m)),
        widths=tuple(Fraction(throw.choice([5, 4, 10])) for _ in range(m)),
        scores=tuple(tuple(dice.score() for _ in ids) for _ in range(m)),
        worth=(),
        worth_low=(),
        worth_high=(),
        pairs=tuple(_pair(throw, n, m, row) for row in range(2, 2 + throw.randint(0, 3)) if n > 1),
        constraints=tuple(rows),
        weights=weights,
        vertices={"": (weights,)},
        centre=weights,
        party_ids=("x", "y"),
        pays=(lines["a"] if owner else (0,) * n, lines["b"]),
        party_worth=tuple(tuple(_benefit(throw) for _ in ids) for _ in "xy"),
        line_costs=lines,
        line_limits={"a": (limits["a"], owner), "b": (limits["b"], "y")},
        fixed=fixed,
    )
    return _appraised(throw, bare)


def _benefit(throw: Random) -> Fraction:
    return Fraction(throw.randint(0, 60), throw.choice([1, 3, 8]))


def _appraised(throw: Random, problem: Problem) -> Problem:
    """Draw how scores become amounts: baseline, gates, and euros as the size of some criteria."""
    baseline = Fraction(throw.choice([0, 1, 5]), 2)
    scales = tuple(
        Scale(Fraction(0), Fraction(500), throw.choice([None, min(row)]), throw.random() < 0.3)
        for row in problem.scores
    )
    slopes = tuple(
        tuple((Fraction(c, 10_000_000) if one.by_euro else 1) / width for c in problem.costs)
        for one, width in zip(scales, problem.widths, strict=True)
    )
    worth = tuple(
        tuple(slope * (score - baseline) for score, slope in zip(row, factors, strict=True))
        for row, factors in zip(problem.scores, slopes, strict=True)
    )
    return replace(
        problem, scales=scales, slopes=slopes, worth=worth, worth_low=worth, worth_high=worth
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
