"""Rules over categories, as rows of whole numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from salkku.appraise import problem_of
from salkku.domain.agreement import Agreement
from salkku.domain.proposals import Proposal
from salkku.domain.terms import Rule


def row_of(rule: Rule, *efforts: str) -> tuple[int, tuple[int, ...], int | None, int | None]:
    rows = tuple(
        Proposal(f"p{k}", "proposal", effort_pm=Fraction(effort))
        for k, effort in enumerate(efforts)
    )
    agreement = Agreement("a", {}, None, (), (), (), (), rows, rules=(rule,))
    (found,) = [one for one in problem_of(agreement).constraints if one.name == "rule:r"]
    return found.scale, tuple(value for _, value in found.coefficients), found.low, found.high


@pytest.mark.parametrize(
    ("minimum", "maximum", "efforts", "row"),
    [
        ("7.5", None, ("4", "6"), (2, (8, 12), 15, None)),
        (None, "7.5", ("4", "6"), (2, (8, 12), None, 15)),
        ("2.25", "10", ("0.5", "3"), (4, (2, 12), 9, 40)),
        ("8", None, ("4", "6"), (1, (4, 6), 8, None)),
    ],
)
def test_a_rule_on_effort_counts_in_units_that_its_bounds_fit(
    minimum: str | None,
    maximum: str | None,
    efforts: tuple[str, ...],
    row: tuple[int, tuple[int, ...], int | None, int | None],
) -> None:
    low, high = (None if end is None else Fraction(end) for end in (minimum, maximum))
    rule = Rule("r", "all", "all", "effort_pm", minimum=low, maximum=high)
    assert row_of(rule, *efforts) == row
