"""The working group's report: the finding, the portfolio and everything that defends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from salkku import locale
from salkku.publish.charts import Bar, bars
from salkku.publish.material import Material
from salkku.publish.page import Grid, Section, page
from salkku.publish.parts import costs_of, coverage, lasting, limits, money
from salkku.publish.words import Words

__all__ = ["report"]

SHOWN = 25


def report(material: Material) -> Mapping[str, bytes]:
    """Write the report in every language.

    Parameters
    ----------
    material
        Of a solved agreement. Aggregated values may be told: the reader is the working group.

    Returns
    -------
    mapping
        ``report.fi.html``, ``report.sv.html``, ``report.en.html`` → self-contained pages.
    """
    languages = [(language, f"report.{language}.html") for language in locale.LANGUAGES]
    return {
        name: _page(material, Words(material.agreement, language), languages)
        for language, name in languages
    }


def _page(material: Material, words: Words, languages: Sequence[tuple[str, str]]) -> bytes:
    sections = [
        *_portfolio(material, words),
        money(material, words),
        limits(material, words),
        coverage(material, words),
        _fit(material, words),
        _readings(material, words),
        _near(material, words),
        _robust(material, words),
        *_ranking(material, words),
        lasting(material, words),
        _cautions(material, words),
    ]
    return page(
        words,
        title=_finding(material, words),
        lead=tuple(_lead(material, words)),
        sections=[section for section in sections if section is not None],
        languages=languages,
        audience="group",
    )


def _finding(material: Material, words: Words) -> str:
    solution = material.solution
    return words.say(
        "finding" if solution.status == "optimal" else "finding_unproved",
        count=len(solution.chosen),
        cost=words.euros(solution.cost_cents),
    )


def _lead(material: Material, words: Words) -> Iterator[str]:
    solution = material.solution
    yield words.say("meaning")
    if solution.value is not None and solution.bound is not None:
        proof = "proved" if solution.status == "optimal" else "bounded"
        yield words.say(
            proof, value=words.number(solution.value, 3), bound=words.number(solution.bound, 3)
        )
    if solution.tied:
        yield words.say("tied")


def _portfolio(material: Material, words: Words) -> Iterator[Section]:
    reasons = {one.row: words.reason(one, area="reason") for one in material.reasons}
    costs, chosen = costs_of(material), set(material.solution.chosen)
    groups = {
        "chosen": [row for row in material.agreement.proposals if row.id in chosen],
        "left_out": [
            row for row in material.agreement.proposals if row.competes and row.id not in chosen
        ],
    }
    columns = tuple(words.say(name) for name in ("id", "proposal", "cost", "reason_name"))
    for name, group in groups.items():
        if not group:
            continue
        rows = [
            (row.id, words.row(row.id), words.euros(costs.get(row.id, 0)), reasons.get(row.id, ""))
            for row in group
        ]
        grid = Grid("", columns, rows, frozenset({2}))
        yield Section(name, words.say(name, count=len(group)), grids=(grid,))


def _readings(material: Material, words: Words) -> Section | None:
    readings = material.readings
    if readings is None or not readings.solutions:
        return None
    own = set(material.solution.chosen)
    order = [row.id for row in material.agreement.proposals]
    rows = [
        (
            words.reading(name),
            str(len(solution.chosen)),
            ", ".join(row for row in order if row in set(solution.chosen) - own),
            ", ".join(row for row in order if row in own - set(solution.chosen)),
        )
        for name, solution in readings.solutions.items()
    ]
    columns = tuple(words.say(name) for name in ("reading_name", "count", "comes_in", "goes_out"))
    text = words.say("always", rows=", ".join(readings.always) or words.say("none"))
    title = words.say("readings", count=len(readings.always), readings=len(readings.solutions))
    return Section("readings", title, (text,), grids=(Grid("", columns, rows, frozenset({1})),))


def _fit(material: Material, words: Words) -> Section | None:
    said = (material.fit or {}).get(words.language, ())
    return Section("fit", words.say("fit_title"), tuple(said)) if said else None


def _near(material: Material, words: Words) -> Section | None:
    near = material.near
    if near is None or not near.portfolios:
        return None
    code = "near" if near.complete else "near_partial"
    texts = (
        words.say("shared", rows=", ".join(near.shared) or words.say("none")),
        words.say("telling", rows=", ".join(near.telling) or words.say("none")),
    )
    best = near.portfolios[0].value
    rows = [
        (
            str(place),
            words.percent(one.value / best, 2) if best else words.number(one.value),
            *(words.say("in_mark") if row in set(one.chosen) else "–" for row in near.telling),
        )
        for place, one in enumerate(near.portfolios[:SHOWN], 1)
    ]
    columns = (words.say("number"), words.say("of_best"), *near.telling)
    grid = Grid(words.say("near_first", count=len(rows)), columns, rows, frozenset({1}))
    title = words.say(code, count=len(near.portfolios))
    return Section("near", title, texts, grids=(grid,), folded=True)


def _robust(material: Material, words: Words) -> Section | None:
    robust = material.robust
    if robust is None:
        return None
    groups = ("core", "borderline", "exterior", "undecided")
    title = words.say("robust", **{name: len(getattr(robust, name)) for name in groups})
    drawn, rows = [], []
    for colour, name in enumerate(groups):
        for row in getattr(robust, name):
            index = robust.index.get(row)
            low, high = robust.bounds.get(row, (Fraction(0), Fraction(1)))
            told = (
                f"{words.percent(low, 0)} – {words.percent(high, 0)}"
                if index is None
                else words.percent(index, 0)
            )
            part = low if index is None else index
            drawn.append(Bar(f"{row} {words.row(row)}", part, Fraction(1), told, colour))
            rows.append((row, words.row(row), words.say(name), told))
    columns = tuple(words.say(name) for name in ("id", "proposal", "band", "core_index"))
    grid = Grid("", columns, rows, frozenset({3}))
    texts = (words.say("core_index_is_no_probability"),)
    return Section("robust", title, texts, bars(title, drawn), (grid,), folded=True)


def _ranking(material: Material, words: Words) -> Iterator[Section]:
    ranking = material.ranking
    if ranking is None or not ranking.ranking:
        return
    chosen = set(material.solution.chosen)
    columns = ("number", "id", "proposal", "points", "funded", "in_portfolio")
    rows = [
        (
            str(place),
            one.proposal,
            words.row(one.proposal),
            words.number(one.points, 2),
            words.say("in_mark") if one.funded else "–",
            words.say("in_mark") if one.proposal in chosen else "–",
        )
        for place, one in enumerate(ranking.ranking, 1)
    ]
    grids = [Grid(words.say("by_points"), tuple(map(words.say, columns)), rows, frozenset({3}))]
    if ranking.differs:
        differences = [
            (row, words.row(row), locale.say(f"rank.{code}", values, language=words.language))
            for row, code, values in ranking.differs
        ]
        heads = (words.say("id"), words.say("proposal"), words.say("because"))
        grids.append(Grid(words.say("differences"), heads, differences))
    title = words.say("ranking", count=len(ranking.differs))
    yield Section("ranking", title, grids=grids)


def _cautions(material: Material, words: Words) -> Section | None:
    if not material.cautions:
        return None
    texts = tuple(locale.message(one, language=words.language) for one in material.cautions)
    return Section("cautions", words.say("cautions", count=len(texts)), texts)
