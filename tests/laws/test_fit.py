"""(N) The best portfolio and its value with fit and without it, against enumeration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

from salkku import workbench
from tests.laws.agreements import Draft, agreement_of
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle

Cases = Callable[..., Iterator[Case]]
Moves = dict[str, Fraction]
F = Fraction
PAID = ("f0", "f1", "cordis:9")
"""Projects that have ended, as no row says when it starts, and that nobody carries on."""


def wanted(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 0 and bool(oracle.live)


def relate(draft: Draft, rng: Random, cost: Fraction, pay: Fraction) -> Moves:
    """Draw fit.csv and projects.csv; give the points of each base row."""
    draft.tables["projects"] = [
        {"id": "f0", "end": "2025-01", "continues": ""},
        {"id": "f1", "end": "2031-01", "continues": ""},
        {"id": "f2", "end": "2024-01", "continues": ""},
        {"id": "f3", "end": "", "continues": "f2"},
    ]
    fits: list[dict[str, str]] = []
    moves = {}
    for row in [r["id"] for r in draft.tables["proposals"] if not r["level_of"]]:
        kind = rng.choice(["duplicate", "continues", "related"])
        project, share = rng.choice(["f2", *PAID]), rng.choice(["", "0.5", "1"])
        fits.append({"proposal": row, "project": project, "relation": kind, "share": share})
        part = F(share or 1)
        moves[row] = -cost * part if kind == "duplicate" else F(0)
        if kind == "continues" and project in PAID:
            moves[row] = pay * part
    draft.tables["fit"] = fits
    return moves


def value(oracle: Oracle, ids: tuple[str, ...], criterion: str, moves: Moves) -> Fraction:
    """Give the value of some rows, their scores on a criterion moved."""
    total = F(0)
    for row in ids:
        for c in oracle.draft.criteria:
            name = str(c["id"])
            if name in oracle.live:
                move = moves.get(oracle._base(row), F(0)) if name == criterion else F(0)
                worth = oracle.worth(row, c, oracle.mean(row, name) + move)
                total += oracle.weights[name] * worth
    inside = [row in ids for row in oracle.items]
    for left, right, pair in oracle.weighted_pairs(oracle.weights):
        if any(inside[j] for j in left) and any(inside[j] for j in right):
            total += pair
    return total


def test_the_best_is_that_of_moved_scores_and_without_fit_that_of_plain_ones(cases: Cases) -> None:
    for number, (draft, oracle, _) in enumerate(cases(12, 120, rows=9, wanted=wanted, salt=81)):
        rng = Random(number * 7919 + len(draft.tables["costs"]))
        criterion = rng.choice(oracle.live)
        cost, pay = rng.choice([F(1, 2), F(2)]), rng.choice([F(0), F(1, 4), F(3)])
        moves = relate(draft, rng, cost, pay)
        points = f"duplicate = {float(cost)}\ncontinues = {float(pay)}\n"
        agreement = agreement_of(draft, more=f'\n[fit]\ncriterion = "{criterion}"\n{points}')
        every = [oracle.ids(p) for p in oracle.portfolios]
        answer, found = workbench.solve(agreement), workbench.fit(agreement)
        best = max(value(oracle, ids, criterion, moves) for ids in every)
        assert (answer.status, answer.value) == ("optimal", best)
        assert value(oracle, answer.chosen, criterion, moves) == best
        assert (found.value, found.chosen) == (best, answer.chosen)
        assert found.value_without == value(oracle, answer.chosen, criterion, {})
        assert found.best_without == max(o[0] for o in oracle.order)
