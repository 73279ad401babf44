"""The public bundle: pages and open data without any score, threshold, core index or person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from salkku import locale
from salkku.domain.standing import Slack
from salkku.publish.cells import sheet
from salkku.publish.material import Material
from salkku.publish.page import Grid, Section, page
from salkku.publish.parts import costs_of, coverage, lasting, limits, money
from salkku.publish.words import Words

__all__ = ["bundle"]

Row = Mapping[str, object]


def bundle(material: Material) -> Mapping[str, bytes]:
    """Write everything that may be public.

    Parameters
    ----------
    material
        Of a solved agreement. Its values, scores, thresholds, core indices, assessors, weights
        and free texts of assessors and evidence are not read here.

    Returns
    -------
    mapping
        ``index.LANGUAGE.html``, one CSV a table, and ``portfolio.json`` with the same tables.
    """
    tables = {
        "portfolio": list(_portfolio(material)),
        "money": list(_money(material)),
        "coverage": list(_coverage(material)),
        "relations": list(_relations(material)),
        "rules": list(_rules(material)),
        "commitments": list(_commitments(material)),
    }
    files = {f"{name}.csv": sheet(rows) for name, rows in tables.items() if rows}
    told = {
        "made_by": "Salkku",
        "agreement": material.agreement.id,
        "name": dict(material.agreement.name),
        "co_funded": {
            language: locale.say("report.co_funded", language=language)
            for language in locale.LANGUAGES
        },
        **tables,
    }
    text = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
    files["portfolio.json"] = (text + "\n").encode()
    languages = [(language, f"index.{language}.html") for language in locale.LANGUAGES]
    pages = {
        name: _page(material, Words(material.agreement, language), languages, sorted(files))
        for language, name in languages
    }
    return {**files, **pages}


def _page(
    material: Material,
    words: Words,
    languages: Sequence[tuple[str, str]],
    files: Sequence[str],
) -> bytes:
    solution = material.solution
    sections = [
        *_chosen(material, words),
        money(material, words),
        limits(material, words),
        coverage(material, words),
        _related(material, words),
        lasting(material, words),
    ]
    return page(
        words,
        title=words.say(
            "public_finding", count=len(solution.chosen), cost=words.euros(solution.cost_cents)
        ),
        lead=(words.say("public_meaning"),),
        sections=[section for section in sections if section is not None],
        files=files,
        languages=languages,
        audience="everybody",
    )


def _chosen(material: Material, words: Words) -> Iterator[Section]:
    costs, inside = costs_of(material), set(material.solution.chosen)
    said = _said(material, words)
    groups = {"chosen": [], "left_out": []}  # type: dict[str, list[str]]
    for row in material.agreement.proposals:
        if row.competes:
            groups["chosen" if row.id in inside else "left_out"].append(row.id)
    columns = ("id", "proposal", "cost", "band", "reason_name")
    for name, group in groups.items():
        rows = [
            (
                row,
                words.row(row),
                words.euros(costs.get(row, 0)),
                words.say(_band(material, row)),
                said.get(row, words.say("grounds.not_competing")),
            )
            for row in group
        ]
        if rows:
            grid = Grid("", tuple(map(words.say, columns)), rows, frozenset({2}))
            yield Section(name, words.say(name, count=len(group)), grids=(grid,))


def _related(material: Material, words: Words) -> Section | None:
    rows = [
        (
            words.say(f"relation_{row['kind']}"),
            words.row(str(row["from"])),
            words.row(str(row["to"])),
        )
        for row in _relations(material)
    ]
    if not rows:
        return None
    columns = tuple(words.say(name) for name in ("relation", "from_row", "to_row"))
    title = words.say("relations", count=len(rows))
    return Section("relations", title, grids=(Grid("", columns, rows),))


def _portfolio(material: Material) -> Iterator[Row]:
    costs, inside = costs_of(material), set(material.solution.chosen)
    spoken = {language: Words(material.agreement, language) for language in locale.LANGUAGES}
    said = {language: _said(material, words) for language, words in spoken.items()}
    for row in material.agreement.proposals:
        if not row.competes:
            continue
        yield {
            "id": row.id,
            **{f"name_{language}": row.name.get(language, "") for language in locale.LANGUAGES},
            "status": row.status,
            "chosen": "yes" if row.id in inside else "no",
            "band": _band(material, row.id),
            "cost_eur": _euros(costs.get(row.id, 0)),
            **{
                f"reason_{language}": said[language].get(row.id, words.say("grounds.not_competing"))
                for language, words in spoken.items()
            },
        }


def _said(material: Material, words: Words) -> dict[str, str]:
    said: dict[str, str] = {}
    for reason in material.grounds:
        sentence = words.reason(reason, area="grounds")
        said[reason.row] = f"{said[reason.row]} {sentence}" if reason.row in said else sentence
    return said


def _band(material: Material, row: str) -> str:
    """Give core, borderline or exterior; what is not settled, or was not asked, is undecided."""
    if material.robust is not None:
        for name in ("core", "borderline", "exterior"):
            if row in getattr(material.robust, name):
                return name
    return "undecided"


def _money(material: Material) -> Iterator[Row]:
    budgets = {row.line: row for row in material.agreement.budgets}
    for one in material.slack:
        kind, _, line = one.item.partition(":")
        if kind == "line":
            yield {
                "line": line,
                "fund": budgets[line].fund,
                "party": budgets[line].party,
                "used_eur": _euros(one.used),
                "limit_eur": _euros(one.high),
                "left_eur": _euros(one.room),
            }


def _coverage(material: Material) -> Iterator[Row]:
    for cell in material.cells:
        yield {
            "focus_area": cell.focus_area,
            "method": cell.method,
            "party": cell.party,
            "count": cell.count,
            "eur": _euros(cell.cents),
        }


def _relations(material: Material) -> Iterator[Row]:
    competing = {row.id for row in material.agreement.proposals if row.competes}
    for relation in material.agreement.relations:
        if {relation.source, relation.target} & competing:
            yield {"kind": relation.kind, "from": relation.source, "to": relation.target}


def _rules(material: Material) -> Iterator[Row]:
    rules = {rule.id: rule for rule in material.agreement.rules}
    for one in material.slack:
        kind, _, name = one.item.partition(":")
        if kind == "line":
            continue
        rule = rules.get(name) if kind == "rule" else None
        yield {
            "id": one.item,
            "category": rule.category if rule else kind,
            "member": rule.member if rule else name,
            "measure": one.measure,
            "min": _plain(one, one.low),
            "max": _plain(one, one.high),
            "used": _plain(one, one.used),
            "slack": _plain(one, one.room),
        }


def _commitments(material: Material) -> Iterator[Row]:
    chosen = set(material.solution.chosen)
    for one in material.agreement.commitments:
        if one.proposal in chosen:
            yield {
                "proposal": one.proposal,
                "organisation": one.organisation,
                "result": one.result,
                "carries_on_as": one.carries_on_as,
                "eur_per_year": _euros(one.cents_per_year),
                "level": one.level,
            }


def _euros(cents: Fraction | int | None) -> int | float | None:
    return None if cents is None else _number(Fraction(cents) / 100)


def _plain(one: Slack, value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return _euros(value) if one.measure == "eur" else _number(value)


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else round(float(value), 6)
