"""Two portfolios of one agreement compared: rows, value, money, limits and coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from salkku import appraise, landscape
from salkku import decide as decide_stage
from salkku.appraise.timetable import timetable_of
from salkku.domain.agreement import Agreement
from salkku.domain.periods import format_half_year
from salkku.domain.problem import Problem
from salkku.domain.standing import CellPair, Comparison, Difference, Side
from salkku.domain.timetable import Baseline
from salkku.locale import say
from salkku.optimise.compare import compare as compare_of
from salkku.optimise.steps import aim_at_value, worth_in_time
from salkku.workbench.naming import Naming

__all__ = ["compare", "difference_sentence"]


def compare(agreement: Agreement, *, a: Baseline, b: Baseline) -> Comparison:
    """Compare two choices by the agreement as it is now.

    Parameters
    ----------
    a, b
        Of ``baseline_of`` (a decision's folder, a saved answer), or any ``Baseline(chosen)``.

    Returns
    -------
    Comparison
        Each row that only one has comes with a reason; nothing is asked of a solver. A side that
        breaks today's rules is compared all the same, and ``broken`` says so.
    """
    problem = appraise.problem_of(agreement)
    found = compare_of(problem, a=a, b=b)
    sides = tuple(_side(agreement, problem, side) for side in (found.a, found.b))
    cells = tuple(_cells(agreement, *sides))
    differing = sorted(cells, key=lambda one: one.a == one.b)
    return replace(found, a=sides[0], b=sides[1], cells=tuple(differing))


def difference_sentence(
    difference: Difference,
    *,
    language: str,
    a: str = "A",
    b: str = "B",
    agreement: Agreement | None = None,
) -> str:
    """Say in one language why only one portfolio has a row, or when it starts in each.

    Parameters
    ----------
    a, b
        What the two are called.
    agreement
        With it everything is told by its name.

    Examples
    --------
    >>> one = Difference("07", "a", "money", {"name": "support", "others": "", "over": 5_000_00})
    >>> difference_sentence(one, language="en")
    '07 is only in A. Added to B, it would take support over its limit by €5,000.'
    """
    mine, other = (b, a) if difference.only == "b" else (a, b)
    naming = Naming(agreement, language)
    values = {**difference.values, "row": naming.row(difference.row), "mine": mine, "other": other}
    ways = {"money": naming.line, "rule": naming.rule, "carrying": naming.bearer}
    if difference.code in ways:
        values["name"] = ways[difference.code](str(values["name"]))
    if values.get("others"):
        values["others"] = naming.rows(str(values["others"]).split(", "))
    for name in ("before", "after"):
        half_year = values.get(name)
        if isinstance(half_year, int):
            values[name] = format_half_year(half_year)
    return say(f"compare.{difference.code}", values, language=language)


def _side(agreement: Agreement, problem: Problem, side: Side) -> Side:
    slack = decide_stage.slack(problem, chosen=side.chosen)
    return replace(side, slack=slack, value_in_time=_in_time(agreement, side))


def _in_time(agreement: Agreement, side: Side) -> Fraction | None:
    """Give the value that is left after waiting; None where a start is not admissible."""
    if side.starts is None or agreement.period is None:
        return None
    timetable = timetable_of(agreement)
    aim = aim_at_value(timetable)
    place = {row: j for j, row in enumerate(timetable.problem.ids)}
    plan = {place[row]: start for row, start in side.starts.items() if row in place}
    if any((j, start) not in aim.worth for j, start in plan.items()):
        return None
    return worth_in_time(aim, plan)


def _cells(agreement: Agreement, a: Side, b: Side) -> Iterator[CellPair]:
    every = landscape.coverage(agreement=agreement, rows={*a.chosen, *b.chosen}).cells
    held = [
        {
            (cell.focus_area, cell.method, cell.party): (cell.count, cell.cents)
            for cell in landscape.coverage(agreement=agreement, rows=side.chosen).cells
        }
        for side in (a, b)
    ]
    for cell in every:
        key = (cell.focus_area, cell.method, cell.party)
        yield CellPair(*key, held[0].get(key, (0, 0)), held[1].get(key, (0, 0)))
