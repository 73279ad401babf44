"""Why the ranking by points and the portfolio differ on a row, as a code with values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from salkku.domain.agreement import Agreement
from salkku.domain.problem import Constraint, Problem
from salkku.optimise.exact import broken, indices_of
from salkku.optimise.objective import value_objective, worth_of
from salkku.optimise.purse import Short

__all__ = ["Standing", "reason_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row stands in the ranking and what stopped it there (``because`` "" when funded)."""

    place: int
    points: Fraction
    needed: Fraction
    because: str
    short: Short | None


def reason_of(
    agreement: Agreement,
    problem: Problem,
    row: str,
    standing: Standing,
    portfolio: tuple[str, ...],
) -> tuple[str, dict[str, str]]:
    """Give the code and values of the reason why only one of the two takes a row.

    Notes
    -----
    Taken by the ranking only: ``overlap``, ``adds_nothing``, ``relation``, ``rule``, ``level``,
    ``carrying`` (what adding it would break) or ``better_use`` (its money does more elsewhere).
    Taken by the portfolio only: ``needed_by``, ``helps`` or ``more_value.STOPPED``, each with
    ``place`` and with ``stopped``, what stopped it in the ranking: ``threshold``, ``money``,
    ``call``, ``earmark`` or ``level``.
    """
    if row in portfolio:
        return _taken(agreement, problem, row, standing, portfolio)
    return _left_out(problem, row, standing, portfolio)


def _left_out(
    problem: Problem, row: str, standing: Standing, portfolio: tuple[str, ...]
) -> tuple[str, dict[str, str]]:
    """Say why the portfolio leaves out a row that the ranking funds."""
    item = problem.ids.index(row)
    chosen = indices_of(problem, portfolio)
    values = {"row": row, "place": str(standing.place)}
    rivals = _partners(problem, item, chosen, sign=-1)
    if rivals:
        return "overlap", {**values, "others": ", ".join(rivals)}
    joined = tuple(sorted((*chosen, item)))
    objective = value_objective(problem)
    if worth_of(objective, joined) <= worth_of(objective, chosen):
        return "adds_nothing", values
    clashes = broken(problem, joined)
    for letters, code in (("PXO", "relation"), ("G", "level"), ("C", "rule"), ("Y", "carrying")):
        for clash in clashes:
            if clash.letter in letters:
                return code, {**values, **_named(problem, clash, item)}
    lines = [clash.name.removeprefix("line:") for clash in clashes if clash.letter == "B"]
    return "better_use", {**values, "lines": ", ".join(lines)}


def _named(problem: Problem, clash: Constraint, item: int) -> dict[str, str]:
    """Name a constraint and the other rows in it."""
    others = [problem.ids[j] for j in clash.items if j != item]
    return {"name": clash.name.partition(":")[2], "others": ", ".join(others)}


def _taken(
    agreement: Agreement,
    problem: Problem,
    row: str,
    standing: Standing,
    portfolio: tuple[str, ...],
) -> tuple[str, dict[str, str]]:
    """Say why the portfolio takes a row that the ranking does not fund."""
    values = {"row": row, "place": str(standing.place), "stopped": standing.because}
    if standing.short:
        short = standing.short
        values |= {"name": short.name, "needs": str(short.needs), "left": str(short.left)}
    else:
        values |= {"name": "", "needs": "", "left": ""}
    base = {p.id: p.level_of or p.id for p in agreement.proposals}
    needing = [
        relation.source
        for relation in agreement.relations
        if relation.kind == "requires"
        and relation.target in (row, base[row])
        and any(base.get(one) == base.get(relation.source) for one in portfolio)
    ]
    if needing:
        return "needed_by", {**values, "others": ", ".join(needing)}
    item = problem.ids.index(row)
    helped = _partners(problem, item, indices_of(problem, portfolio), sign=1)
    if helped:
        return "helps", {**values, "others": ", ".join(helped)}
    return f"more_value.{standing.because}", values


def _partners(problem: Problem, item: int, chosen: tuple[int, ...], *, sign: int) -> list[str]:
    """Chosen rows that share a pair of a sign with an item, in file order."""
    found: set[int] = set()
    for pair in problem.pairs:
        weighs = pair.value * problem.weights[pair.criterion] * sign > 0
        for side, other in ((pair.left, pair.right), (pair.right, pair.left)):
            if weighs and item in side:
                found.update(j for j in other if j in chosen and j != item)
    return [problem.ids[j] for j in sorted(found)]
