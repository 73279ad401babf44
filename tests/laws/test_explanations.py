"""Every limit that ``explain`` states, tried on the agreement itself on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.errors import SalkkuError
from salkku.domain.proposals import Cost, Score
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle

Cases = Callable[..., Iterator[Case]]


def changed(agreement: Agreement, row: str, subject: str, value: Fraction) -> Agreement:
    """Give the agreement with what a limit is about set to a value."""
    kind, _, name = subject.partition(":")
    if kind == "cost":
        others = [c for c in agreement.costs if (c.proposal, c.line) != (row, name)]
        return replace(agreement, costs=(*others, Cost(row, name, int(value))))
    if kind == "score":
        others = [s for s in agreement.scores if (s.proposal, s.criterion) != (row, name)]
        return replace(agreement, scores=(*others, Score(row, name, value, value, assessor="a1")))
    if kind == "line":
        first = next(b for b in agreement.budgets if b.line == name)
        others = [b for b in agreement.budgets if b.line != name]
        whole = replace(first, limit_cents=int(value), start=None, end=None)
        return replace(agreement, budgets=(*others, whole))
    if value == 1:
        return agreement
    if kind == "rule":
        return replace(agreement, rules=tuple(r for r in agreement.rules if r.id != name))
    if kind == "carrying":
        free = (
            replace(o, carry_cents_per_year=None) if o.id == name else o
            for o in agreement.organisations
        )
        return replace(agreement, organisations=tuple(free))
    assert kind == "relation"
    kept = tuple(r for r in agreement.relations if r.row != int(name))
    return replace(agreement, relations=kept)


def test_every_stated_limit_flips_the_row(cases: Cases) -> None:
    stated = 0
    for _, oracle, agreement in cases(5, 60, rows=8, wanted=open_to_choice, salt=7):
        for row in oracle.items:
            try:
                answer = workbench.explain(agreement, id=row)
            except SalkkuError as error:
                pytest.fail(f"{row}: {error.code}")
            assert answer.inside == (row in workbench.solve(agreement).chosen)
            assert_price(oracle, row, answer.price_of_flip)
            for limit in answer.thresholds:
                assert limit.at is not None
                assert limit.beyond is not None
                if limit.subject.startswith("level:"):
                    continue  # a level without its rule is no agreement that can be written
                stated += 1
                sides = [
                    row in workbench.solve(changed(agreement, row, limit.subject, value)).chosen
                    for value in (limit.at, limit.beyond)
                ]
                assert sides == [limit.inside, not limit.inside], (row, limit)
    assert stated > 20


def open_to_choice(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 3


def assert_price(oracle: Oracle, row: str, price: Fraction | None) -> None:
    """The price of the other way is the best value less the best value that way."""
    best = max(oracle.order)
    inside = row in best[3]
    others = [o[0] for o in oracle.order if (row in o[3]) != inside]
    if price is None:
        assert not others
    else:
        assert price == best[0] - max(others)
