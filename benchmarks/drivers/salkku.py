"""Salkku itself: fronts, the best choice by one objective, and of a vote, from plain numbers."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Any

from salkku.domain.problem import Constraint, Problem
from salkku.optimise.enumeration.compiled import available
from salkku.optimise.front import front
from salkku.optimise.solve import solve

__all__ = ["Salkku", "make"]


class Salkku:
    """Answers fronts by the registered algorithms, one objective and votes by ``solve``."""

    def answer(self, case: dict[str, Any], *, seconds: float | None) -> dict[str, Any]:
        """Build the problem and solve it."""
        if case["kind"] == "vote":
            return self._vote(case, seconds)
        problem = problem_of(case["objectives"], case["rows"])
        if len(problem.criteria) == 1:
            return self._best(problem, seconds)
        found = front(problem, objectives=problem.criteria, seconds=seconds)
        points = sorted([int(value) for value in point.values] for point in found.points)
        answer: dict[str, Any] = {"points": points, "complete": found.complete}
        if found.epsilon is not None:
            answer |= {
                "epsilon": float(found.epsilon),
                "proved": sum(p.proved for p in found.points),
            }
        return answer | {"method": self._method(found.method)}

    def _best(self, problem: Problem, seconds: float | None) -> dict[str, Any]:
        """Give the greatest value as a front of one point."""
        found = solve(problem, weights=problem.centre, seconds=seconds)
        points = [[int(value)] for value in found.values.values()]
        return {"points": points, "complete": found.status == "optimal", "method": "solve"}

    def _method(self, name: str) -> str:
        """Name the algorithm, and for the label setting whether the compiled kernel ran it."""
        return f"{name}, {'compiled' if available() else 'plain'}" if "label" in name else name

    def _vote(self, case: dict[str, Any], seconds: float | None) -> dict[str, Any]:
        approvals = [
            sum(j in ballot for ballot in case["ballots"]) for j in range(len(case["costs"]))
        ]
        problem = problem_of([approvals], [[case["costs"], None, case["limit"]]])
        found = solve(problem, weights=(Fraction(1),), seconds=seconds)
        chosen = [problem.ids.index(row) for row in found.chosen]
        return {"value": sum(approvals[j] for j in chosen), "chosen": chosen, "complete": True}


def problem_of(
    objectives: list[list[int]], rows: list[tuple[list[int], int | None, int | None]] | Any
) -> Problem:
    """Give the problem whose criteria are the objectives and whose rules are the rows."""
    ids = tuple(f"{item:04d}" for item in range(len(objectives[0])))
    table = tuple(tuple(map(Fraction, row)) for row in objectives)
    weights = tuple(Fraction(1, len(objectives)) for _ in objectives)
    return Problem(
        ids=ids,
        costs=(0,) * len(ids),
        keys=tuple(int.from_bytes(hashlib.sha256(row.encode()).digest()[:3]) for row in ids),
        criteria=tuple(f"c{place}" for place in range(len(objectives))),
        widths=(Fraction(1),) * len(objectives),
        scores=table,
        worth=table,
        worth_low=table,
        worth_high=table,
        pairs=(),
        constraints=tuple(
            Constraint(
                f"rule:{place}",
                "B",
                tuple((item, value) for item, value in enumerate(values) if value),
                low,
                high,
            )
            for place, (values, low, high) in enumerate(rows)
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


def make(variant: str) -> Salkku:
    """Open the driver."""
    return Salkku()
