"""Sections that both the report and the public page have: money, rules, coverage, lasting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from salkku.domain.standing import Slack
from salkku.publish.charts import Bar, Series, bars, years
from salkku.publish.material import Material
from salkku.publish.page import Grid, Section
from salkku.publish.words import Words

__all__ = ["costs_of", "coverage", "lasting", "limits", "money"]


def costs_of(material: Material) -> dict[str, int]:
    """Give each row's cents on all lines."""
    costs: dict[str, int] = {}
    for cost in material.agreement.costs:
        costs[cost.proposal] = costs.get(cost.proposal, 0) + cost.cents
    return costs


def money(material: Material, words: Words) -> Section:
    """Draw each budget line's use against its limit."""
    lines = [one for one in material.slack if one.item.startswith("line:")]
    used = sum((one.used or Fraction(0) for one in lines), Fraction(0))
    title = words.say("money", used=words.euros(used))
    drawn = [
        Bar(
            one.item.removeprefix("line:"),
            one.used or Fraction(0),
            one.high or Fraction(0),
            words.say(
                "of", used=words.euros(one.used or 0), limit=words.euros(one.high or Fraction(0))
            ),
        )
        for one in lines
    ]
    columns = tuple(words.say(name) for name in ("line", "used", "limit", "left"))
    rows = [
        (
            one.item.removeprefix("line:"),
            words.amount(one, one.used),
            words.amount(one, one.high),
            words.amount(one, one.room),
        )
        for one in lines
    ]
    grid = Grid("", columns, rows, frozenset({1, 2, 3}))
    return Section("money", title, chart=bars(title, drawn), grids=(grid,))


def limits(material: Material, words: Words) -> Section | None:
    """List every rule and carrying capacity with what is used of it."""
    others = [one for one in material.slack if not one.item.startswith("line:")]
    if not others:
        return None
    tight = sum(1 for one in others if _tight(one))
    columns = tuple(words.say(name) for name in ("rule", "used", "least", "most"))
    rows = [
        (
            _limit_name(material, words, one),
            words.amount(one, one.used),
            words.amount(one, one.low),
            words.amount(one, one.high),
        )
        for one in others
    ]
    title = words.say("rules", count=len(others), tight=tight)
    return Section("rules", title, grids=(Grid("", columns, rows, frozenset({1, 2, 3})),))


def coverage(material: Material, words: Words) -> Section:
    """Draw the money of each focus area, and list every touched cell."""
    areas = [one.id for one in material.agreement.focus_areas]
    per_area = dict.fromkeys(areas, 0)
    for cell in material.cells:
        per_area[cell.focus_area] = per_area.get(cell.focus_area, 0) + cell.cents
    whole = sum(per_area.values())
    bare = [area for area, cents in per_area.items() if not cents]
    title = words.say(
        "coverage_bare" if bare else "coverage_all", areas=", ".join(map(words.theme, bare))
    )
    drawn = [
        Bar(words.theme(area), Fraction(cents), Fraction(whole), words.euros(cents))
        for area, cents in per_area.items()
    ]
    columns = ("focus_area", "method", "party", "count", "euros")
    rows = [
        (
            words.theme(cell.focus_area),
            words.theme(cell.method),
            words.theme(cell.party),
            str(cell.count),
            words.euros(cell.cents),
        )
        for cell in material.cells
    ]
    grids = (
        Grid(words.say("cells"), tuple(map(words.say, columns)), rows, frozenset({3, 4})),
        *_untouched(material, words),
    )
    return Section("coverage", title, chart=bars(title, drawn), grids=grids, folded=True)


def lasting(material: Material, words: Words) -> Section | None:
    """Draw the continuing cost promised against budgeted, and list the commitments."""
    chosen = set(material.solution.chosen)
    mine = [one for one in material.agreement.commitments if one.proposal in chosen]
    if not mine:
        return None
    strip = material.strip
    promised = sum(one.cents_per_year for one in mine if one.level not in ("none", "budgeted"))
    budgeted = sum(one.cents_per_year for one in mine if one.level == "budgeted")
    title = words.say("lasting", promised=words.euros(promised), budgeted=words.euros(budgeted))
    series = (
        Series(words.say("promised"), strip.promised),
        Series(words.say("budgeted"), strip.budgeted),
    )
    drawing = years(title, strip.years, series) if any((*strip.promised, *strip.budgeted)) else None
    names = {one.id: one.name for one in material.agreement.organisations}
    results = {one.id: one.name for one in material.agreement.results}
    columns = ("proposal", "result", "organisation", "carries_on_as", "per_year", "level")
    rows = [
        (
            words.row(one.proposal),
            words.name(results.get(one.result, {}), one.result),
            names.get(one.organisation) or one.organisation,
            one.carries_on_as,
            words.euros(one.cents_per_year),
            words.say(f"level_{one.level}"),
        )
        for one in mine
    ]
    grids = (
        Grid(words.say("commitments"), tuple(map(words.say, columns)), rows, frozenset({4})),
        *(_by_year(material, words) if drawing else ()),
    )
    return Section("lasting", title, chart=drawing, grids=grids)


def _by_year(material: Material, words: Words) -> Iterator[Grid]:
    strip = material.strip
    columns = (words.say("year"), words.say("promised"), words.say("budgeted"))
    rows = [
        (str(year), words.euros(promised), words.euros(budgeted))
        for year, promised, budgeted in zip(
            strip.years, strip.promised, strip.budgeted, strict=True
        )
        if promised or budgeted
    ]
    yield Grid(words.say("by_year"), columns, rows, frozenset({1, 2}))


def _untouched(material: Material, words: Words) -> Iterator[Grid]:
    agreement = material.agreement
    touched = {(cell.focus_area, cell.method, cell.party) for cell in material.cells}
    empty = [
        (words.name(area.name), words.name(method.name), words.name(party.name))
        for area in agreement.focus_areas
        for method in agreement.methods
        for party in agreement.parties
        if (area.id, method.id, party.id) not in touched
    ]
    if empty:
        columns: Sequence[str] = [words.say(name) for name in ("focus_area", "method", "party")]
        yield Grid(words.say("empty_cells", count=len(empty)), columns, empty)


def _tight(one: Slack) -> bool:
    return one.used is not None and one.used in (one.low, one.high)


def _limit_name(material: Material, words: Words, one: Slack) -> str:
    kind, _, name = one.item.partition(":")
    if kind == "carrying":
        known = {body.id: body.name for body in material.agreement.organisations}
        return words.say("carrying", name=known.get(name) or name)
    rule = next(rule for rule in material.agreement.rules if rule.id == name)
    measured = words.say(f"measure_{rule.measure}")
    if rule.category == "all":
        return f"{name}: {measured}"
    return f"{name}: {measured} – {words.theme(rule.member)}"
