"""pabutools' rules of participatory budgeting: the greatest welfare, greedy, equal shares.

Only the first answers the question that ``solve`` answers; the others are fairness rules of their
own, and what they give up of the total is told beside it.
"""

from __future__ import annotations

from typing import Any

from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Instance, Project
from pabutools.rules import (
    greedy_utilitarian_welfare,
    max_additive_utilitarian_welfare,
    method_of_equal_shares,
)

__all__ = ["Rules", "make"]

RULES = {
    "welfare": max_additive_utilitarian_welfare,
    "greedy": greedy_utilitarian_welfare,
    "equal_shares": method_of_equal_shares,
}


class Rules:
    """Answers votes."""

    def __init__(self, variant: str) -> None:
        self._rule = RULES[variant]
        self._exact = variant == "welfare"

    def answer(self, case: dict[str, Any], *, seconds: float | None) -> dict[str, Any]:
        """Build the election and apply the rule."""
        projects = [Project(str(j), cost) for j, cost in enumerate(case["costs"])]
        instance = Instance(projects, budget_limit=case["limit"])
        ballots = [ApprovalBallot([projects[j] for j in ballot]) for ballot in case["ballots"]]
        chosen = self._rule(instance, ApprovalProfile(ballots), sat_class=Cardinality_Sat)
        numbers = sorted(int(project.name) for project in chosen)
        value = sum(len(set(numbers) & set(ballot)) for ballot in case["ballots"])
        return {"value": value, "chosen": numbers, "complete": self._exact}


def make(variant: str) -> Rules:
    """Open the driver; the variant is the rule."""
    return Rules(variant)
