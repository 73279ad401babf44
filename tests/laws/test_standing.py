"""Slack, grounds and reasons on random agreements: recomputed from the tables and by solving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from salkku import appraise, workbench
from salkku.domain.agreement import Agreement
from salkku.domain.proposals import Proposal
from salkku.domain.terms import Rule
from salkku.optimise.exact import broken, indices_of, is_feasible
from tests.laws.agreements import Draft
from tests.laws.bodies import COUNTED, Bodies
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle

Cases = Callable[..., Iterator[Case]]


def feasible(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 0


def belongs(agreement: Agreement, row: Proposal, rule: Rule) -> bool:
    base = next((one for one in agreement.proposals if one.id == row.level_of), row)
    shares = {"focus_area": "focus_areas", "method": "methods"}
    if rule.category == "all":
        return True
    if rule.category in shares:
        name = shares[rule.category]
        return rule.member in dict(getattr(row, name) or getattr(base, name))
    if rule.category == "call":
        return rule.member == (row.call or base.call)
    name = {"party": "parties", "tag": "tags"}[rule.category]
    return rule.member in (getattr(row, name) or getattr(base, name))


def measured(
    agreement: Agreement, rule: Rule, chosen: tuple[str, ...], draft: Draft
) -> Fraction | None:
    inside = [row for row in agreement.proposals if row.id in chosen]
    members = [row for row in inside if belongs(agreement, row, rule)]
    if rule.measure in COUNTED:
        groups = Bodies(draft).groups(rule.measure, [row.id for row in members])
        return Fraction(max(map(len, groups)))
    costs = {
        row.id: sum(cost.cents for cost in agreement.costs if cost.proposal == row.id)
        for row in inside
    }
    euros = sum(costs[row.id] for row in members)
    if rule.measure == "count":
        return Fraction(len(members))
    if rule.measure == "eur":
        return Fraction(euros)
    if rule.measure == "share":
        whole = sum(costs.values())
        return Fraction(euros, whole) if whole else None
    bases = {row.id: row for row in agreement.proposals}
    return sum(
        (row.effort_pm or bases.get(row.level_of, row).effort_pm or Fraction(0) for row in members),
        Fraction(0),
    )


def test_slack_is_what_the_tables_come_to(cases: Cases) -> None:
    seen = set()
    for draft, _, agreement in cases(40, 300, wanted=feasible, salt=71):
        solution = workbench.solve(agreement)
        standings = {one.item: one for one in workbench.slack(agreement, chosen=solution.chosen)}
        for line in {row.line for row in agreement.budgets}:
            used = sum(
                cost.cents
                for cost in agreement.costs
                if cost.line == line and cost.proposal in solution.chosen
            )
            one = standings.pop(f"line:{line}")
            assert one.used == used
            assert one.room is not None
            assert one.room >= 0
        for rule in agreement.rules:
            if rule.measure == "ends" or (rule.minimum is None and rule.maximum is None):
                continue
            one = standings.pop(f"rule:{rule.id}")
            assert one.used == measured(agreement, rule, solution.chosen, draft), rule
            assert (one.low, one.high) == (rule.minimum, rule.maximum)
            seen.add((rule.measure, one.low is not None, one.high is not None))
        assert all(name.startswith("carrying:") for name in standings)
    assert {measure for measure, _, _ in seen} >= {"count", "eur", "share"}


def test_grounds_are_the_limits_that_a_row_would_break(cases: Cases) -> None:
    codes = set()
    for _, _, agreement in cases(40, 300, wanted=feasible, salt=72):
        problem = appraise.problem_of(agreement)
        chosen = workbench.solve(agreement).chosen
        inside = set(indices_of(problem, chosen))
        grounds = workbench.grounds(agreement, chosen=chosen)
        assert list(dict.fromkeys(one.row for one in grounds)) == list(problem.ids)
        for place, row in enumerate(problem.ids):
            mine = [one for one in grounds if one.row == row]
            codes |= {one.code for one in mine}
            assert all(one.inside == (place in inside) for one in mine)
            if place in problem.fixed:
                assert [one.code for one in mine] == ["fixed"]
                continue
            other = tuple(sorted(inside ^ {place}))
            clashing = broken(problem, other)
            alone = ["fits" if place in inside else "room"]
            if is_feasible(problem, other):
                assert [one.code for one in mine] == alone
            else:
                assert len(mine) == len(clashing)
                assert all(one.code not in alone for one in mine)
            for one in mine:
                for language in ("fi", "sv", "en"):
                    assert "{" not in workbench.ground_sentence(one, language=language)
    assert {"fits", "line", "fixed", "requires", "excludes"} <= codes


def test_every_reason_is_confirmed_by_solving(cases: Cases) -> None:
    codes = set()
    for _, _, agreement in cases(8, 60, wanted=feasible, salt=73):
        best = workbench.solve(agreement)
        assert best.value is not None
        for reason in workbench.reasons(agreement, solution=best):
            codes.add(reason.code)
            assert "{" not in workbench.reason_sentence(reason, language="sv")
            if reason.code in ("fixed", "threshold"):
                continue
            assert reason.inside == (reason.row in best.chosen)
            forced, forbidden = ((), (reason.row,)) if reason.inside else ((reason.row,), ())
            other = workbench.solve(agreement, force=forced, forbid=forbidden)
            if reason.code in ("needed", "impossible"):
                assert other.status == "infeasible"
                continue
            assert other.value is not None
            assert reason.values["lost"] == best.value - other.value
            if not other.tied:
                gone = [row for row in best.chosen if row not in (*other.chosen, reason.row)]
                come = [row for row in other.chosen if row not in (*best.chosen, reason.row)]
                assert reason.values["leaves"] == ", ".join(gone)
                assert reason.values["enters"] == ", ".join(come)
    assert {"better_than", "would_push_out", "fixed"} <= codes
