"""The budget curve against enumeration; a call's design against the ranking itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.errors import NotFound
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle

Cases = Callable[..., Iterator[Case]]
EXAMPLE = Path(__file__).parents[2] / "examples" / "hevi"


def test_the_budget_curve_is_every_efficient_pair_of_money_and_value(cases: Cases) -> None:
    for _, oracle, agreement in cases(10, 60, rows=9, salt=8):
        line = "support"
        if not any(oracle.cost(row, line) for row in oracle.items):
            continue
        expected = curve_of(oracle, line)
        answer = workbench.budget(agreement, line=line)
        assert answer.complete
        assert [(p.limit_cents, p.value) for p in answer.points] == expected
        assert answer.feasible == bool(expected)


def curve_of(oracle: Oracle, line: str) -> list[tuple[int, Fraction]]:
    """Cost on the line and value of the portfolios without its limit, the efficient ones."""
    oracle.__dict__["portfolios"] = oracle.admitted(
        [term for term in oracle.terms if term.name != f"line:{line}"]
    )
    oracle.__dict__.pop("order", None)
    pairs = {(sum(oracle.cost(row, line) for row in o[3]), o[0]) for o in oracle.order}
    return sorted(
        p for p in pairs if not any(q != p and q[0] <= p[0] and q[1] >= p[1] for q in pairs)
    )


def test_money_held_back_costs_what_the_curve_says() -> None:
    agreement = example()
    curve = workbench.budget(agreement, line="support")
    answer = workbench.reserve(agreement)
    assert answer.line == "support"
    best = workbench.solve(agreement).value
    assert best is not None
    for point in answer.points:
        within = curve.limit_cents - point.reserve_cents
        value = max(p.value for p in curve.points if p.limit_cents <= within)
        assert point.value == value
        assert point.bar == (best - value) * 100 / point.reserve_cents
    assert answer.bar is not None
    assert answer.bar <= min(point.bar for point in answer.points if point.bar is not None)


def test_a_design_gives_what_the_ranking_gives_under_it() -> None:
    agreement = example()
    answer = workbench.design(agreement, call="hevi-2027", samples=20)
    assert answer.free == workbench.solve(agreement).value
    assert answer.designs[0].earmarks == {}
    assert answer.designs[0].holds_in == 0
    for design in answer.designs:
        funded = {
            row.proposal for row in workbench.rank(under(agreement, design)).ranking if row.funded
        }
        assert funded == set(design.chosen) - {"coordination"}
        assert design.value <= answer.free
        assert design.holds_in is not None
        assert 0 <= design.holds_in <= 1
    values = [design.value for design in answer.designs]
    assert values == sorted(values)
    assert values[-1] > values[0]


def under(agreement: Agreement, design: object) -> Agreement:
    """The agreement with the call written as designed."""
    calls = tuple(
        replace(call, earmarks=design.earmarks) if call.id == "hevi-2027" else call  # type: ignore[attr-defined]
        for call in agreement.calls
    )
    criteria = tuple(replace(c, points=design.points[c.id]) for c in agreement.criteria)  # type: ignore[attr-defined]
    return replace(agreement, calls=calls, criteria=criteria)


def test_unknown_names_are_said() -> None:
    with pytest.raises(NotFound, match="unknown_line"):
        workbench.budget(example(), line="nowhere")
    with pytest.raises(NotFound, match="unknown_call"):
        workbench.design(example(), call="nowhere")
    with pytest.raises(NotFound, match="call_without_applications"):
        workbench.design(example(), call="regional-2025")


def example() -> Agreement:
    return workbench.read(workbench.open_folder(EXAMPLE))
