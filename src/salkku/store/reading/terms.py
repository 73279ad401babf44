"""Money, relations and rules: budgets.csv, costs.csv, relations.csv, rules.csv."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import get_args

from salkku.domain.proposals import Cost
from salkku.domain.terms import (
    BudgetRow,
    Category,
    Counted,
    Measure,
    Relation,
    RelationKind,
    Rule,
)
from salkku.store.reading.cycles import components
from salkku.store.reading.rows import Row

__all__ = ["read_budgets", "read_costs", "read_relations", "read_rules"]

MADE_TOGETHER = (*get_args(Counted), "ties_of_one")
"""Measures of what rows make together, whenever they run."""
MEMBERS = {"focus_area": "focus_areas", "method": "methods", "party": "parties", "call": "calls"}
"""What the members of each category of rules.csv are."""


def read_budgets(rows: Sequence[Row]) -> tuple[BudgetRow, ...]:
    """Read budget lines, several rows a line."""
    found = tuple(_budget(row) for row in rows)
    first: dict[str, BudgetRow] = {}
    for row, budget in zip(rows, found, strict=True):
        before = first.setdefault(budget.line, budget) if budget.party else budget
        if before.party != budget.party:
            row.warn(
                "line_of_two_parties",
                "party",
                cell=budget.line,
                party=budget.party,
                other=before.party,
                before=before.row,
            )
    return found


def _budget(row: Row) -> BudgetRow:
    start, end = row.span("from", "to", row.half_year)
    row.need("limit_eur")
    return BudgetRow(
        line=row.need("line"),
        limit_cents=row.euros("limit_eur") or 0,
        fund=row.text("fund"),
        party=row.reference("party", "parties"),
        start=start,
        end=end,
        carry=row.yes("carry", default=False),
        row=row.line,
        name=row.names("name"),
    )


def read_costs(rows: Sequence[Row]) -> tuple[Cost, ...]:
    """Read what each proposal costs on each line."""
    return tuple(_cost(row) for row in rows)


def _cost(row: Row) -> Cost:
    row.need("amount_eur")
    return Cost(
        proposal=row.must_refer("proposal", "proposals"),
        line=row.must_refer("line", "lines"),
        cents=row.euros("amount_eur") or 0,
        half_year=row.whole("half_year"),
    )


def read_relations(rows: Sequence[Row]) -> tuple[Relation, ...]:
    """Read relations, noting cycles of ``requires`` with a lag; repeated rows all count."""
    found = tuple(_relation(row) for row in rows)
    _check_cycles(rows, found)
    seen: dict[tuple[object, ...], int] = {}
    for row, relation in zip(rows, found, strict=True):
        key = (
            relation.kind,
            relation.source,
            relation.target,
            relation.criterion,
            relation.value,
            relation.lag_months,
        )
        if key in seen:
            row.warn("relation_repeated", None, before=seen[key])
        seen.setdefault(key, row.line)
    return found


def _relation(row: Row) -> Relation:
    source, target = row.must_refer("from", "proposals"), row.must_refer("to", "proposals")
    if source and source == target:
        row.fault("self_relation", "to", cell=source)
    criterion, value = row.reference("criterion", "criteria"), row.number("value")
    kinds: tuple[RelationKind, ...] = ("requires", "excludes", "together", "synergy", "overlap")
    kind: RelationKind = row.one_of("kind", kinds, "excludes")
    if kind in ("synergy", "overlap"):
        _check_pair(row, kind, criterion, value)
    return Relation(
        kind=kind,
        source=source,
        target=target,
        row=row.line,
        criterion=criterion,
        value=value or Fraction(0),
        lag_months=row.whole("lag_months") or 0,
    )


def _check_pair(row: Row, kind: str, criterion: str, value: Fraction | None) -> None:
    if not criterion:
        row.fault("pair_without_criterion", "criterion", kind=kind)
    if not row.text("value"):
        row.fault("pair_without_value", "value", kind=kind)
    elif value is not None and (value <= 0 if kind == "synergy" else value >= 0):
        code = "synergy_not_positive" if kind == "synergy" else "overlap_not_negative"
        row.fault(code, "value", cell=row.text("value"))


def _check_cycles(rows: Sequence[Row], relations: Sequence[Relation]) -> None:
    requires = [
        (row, relation)
        for row, relation in zip(rows, relations, strict=True)
        if relation.kind == "requires" and relation.source != relation.target
    ]
    part = components((relation.source, relation.target) for _, relation in requires)
    for row, relation in requires:
        if relation.lag_months > 0 and part[relation.source] == part[relation.target]:
            cycle = sorted(id for id, number in part.items() if number == part[relation.source])
            row.fault(
                "requires_cycle", "lag_months", cell=relation.lag_months, cycle=", ".join(cycle)
            )


def read_rules(rows: Sequence[Row], *, told: bool) -> tuple[Rule, ...]:
    """Read floors and caps; euros become cents, shares stay within 0 … 1.

    Parameters
    ----------
    told
        Whether anybody is said to take part in anything.
    """
    found = tuple(_rule(row) for row in rows)
    for row, rule in zip(rows, found, strict=True):
        if rule.measure in MADE_TOGETHER and not told:
            row.warn("rule_without_participations", "measure", measure=rule.measure)
    return found


def _rule(row: Row) -> Rule:
    categories: tuple[Category, ...] = ("focus_area", "method", "party", "call", "tag", "all")
    measures: tuple[Measure, ...] = get_args(Measure)
    category: Category = row.one_of("category", categories, "tag")
    measure: Measure = row.one_of("measure", measures, "count")
    start, end = row.span("from", "to", row.half_year)
    least, most = _limit(row, "min", measure), _limit(row, "max", measure)
    if not row.text("min") and not row.text("max"):
        row.fault("rule_without_limit", "min")
    row.ordered("min", "max", (least, most), "min_above_max")
    if measure in MADE_TOGETHER:
        for column in ("from", "to"):
            if row.text(column):
                row.fault("rule_without_span", column, measure=measure)
    if measure == "ties_of_one" and row.text("min"):
        row.fault("rule_only_caps", "min", measure=measure)
    return Rule(
        id=row.need("id"),
        category=category,
        member=_member(row, category),
        measure=measure,
        minimum=least,
        maximum=most,
        start=start,
        end=end,
        row=row.line,
        name=row.names("name"),
    )


def _member(row: Row, category: str) -> str:
    if category == "all":
        return row.text("member") or "all"
    if category in MEMBERS:
        return row.must_refer("member", MEMBERS[category])
    return row.need("member")


def _limit(row: Row, column: str, measure: str) -> Fraction | None:
    if measure == "share":
        return row.share(column)
    if measure == "eur":
        return _cents(row, column)
    return row.amount(column)


def _cents(row: Row, column: str) -> Fraction | None:
    cents = row.euros(column)
    return None if cents is None else Fraction(cents)
