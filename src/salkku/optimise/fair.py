"""Between the parties: what each pays and gains, and every efficient pair of fairness and value."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from salkku.domain.answers import Fairness, FairPoint, PartyStanding
from salkku.domain.errors import Infeasible, OutOfTime
from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline, Row, maximise
from salkku.optimise.alone import alone
from salkku.optimise.exact import ids_of
from salkku.optimise.formulate import formulate
from salkku.optimise.objective import party_objective, value_objective, worth_of
from salkku.optimise.solve import best_of

__all__ = ["MOST_POINTS", "fair"]

MOST_POINTS = 200


def fair(problem: Problem, *, seconds: float | None = None) -> Fairness:
    """Give each party's standing under the best portfolio and the efficient fair pairs.

    Parameters
    ----------
    seconds
        Time limit; the pairs found until then are given and ``complete`` is False.

    Returns
    -------
    Fairness
        ``points`` from the greatest value down, fairness rising: no portfolio is better in one
        and not worse in the other. Fairness is the least benefit ÷ alone among the parties that
        could gain something alone; without such a party there are no points.

    Raises
    ------
    Infeasible
        If there is no portfolio.
    OutOfTime
        If the best portfolio or what a party could gain alone is not proved in time.
    """
    deadline = Deadline(seconds)
    best = best_of(problem, value_objective(problem), deadline=deadline)
    if best.status == "infeasible":
        raise Infeasible("no_portfolio")
    if best.status != "optimal":
        raise OutOfTime("no_proof_in_time")
    gains = {party: alone(problem, party, deadline=deadline) for party in problem.party_ids}
    parties = {}
    for number, party in enumerate(problem.party_ids):
        objective = party_objective(problem, party)
        benefit = worth_of(objective, best.chosen) * objective.unit
        parties[party] = PartyStanding(
            pays_cents=sum(problem.pays[number][j] for j in best.chosen),
            benefit=benefit,
            alone=gains[party],
            ratio=benefit / gains[party] if gains[party] else None,
        )
    measures = tuple(
        _Measure(party_objective(problem, party), gain) for party, gain in gains.items() if gain
    )
    points, complete = _pairs(problem, measures, deadline)
    equal = ("equal_benefit_shares",) in problem.assumptions
    return Fairness(parties, points, complete, assumed_equal_shares=equal)


@dataclass(frozen=True, slots=True)
class _Measure:
    """A party's benefit in whole numbers, and what it could gain alone."""

    objective: Objective
    alone: Fraction

    def ratio(self, chosen: tuple[int, ...]) -> Fraction:
        """Benefit ÷ alone of a set of items."""
        return worth_of(self.objective, chosen) * self.objective.unit / self.alone

    def above(self, ratio: Fraction) -> Row:
        """Give the row: the party's ratio is greater."""
        least = floor(ratio * self.alone / self.objective.unit) + 1
        terms = tuple((j, value) for j, value in enumerate(self.objective.linear) if value)
        return Row(self.objective.name, terms, low=least)


def _pairs(
    problem: Problem, measures: tuple[_Measure, ...], deadline: Deadline
) -> tuple[tuple[FairPoint, ...], bool]:
    """Ask for the best value with more fairness than the last, until there is none.

    Each answer is a new pair, or one of equal value and more fairness that replaces the last.
    """
    if not measures:
        return (), True
    objective = value_objective(problem)
    program = formulate(problem, objective)
    found: list[FairPoint] = []
    rows: tuple[Row, ...] = ()
    certain = True
    while len(found) <= MOST_POINTS:
        answer = maximise(program.with_rows(*rows), deadline=deadline)
        certain = certain and answer.certain
        if answer.status == "infeasible":
            return tuple(found), certain
        if answer.status != "optimal" or answer.objective is None:
            return tuple(found[:-1]), False
        chosen = answer.ones(size=len(problem.ids))
        fairness = min(measure.ratio(chosen) for measure in measures)
        value = answer.objective * objective.unit
        if found and found[-1].value == value:
            found.pop()
        found.append(FairPoint(fairness, value, ids_of(problem, chosen)))
        rows = tuple(measure.above(fairness) for measure in measures)
    return tuple(found[:MOST_POINTS]), False
