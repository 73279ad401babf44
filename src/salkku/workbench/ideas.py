"""A home for an idea: its card, from words or from an empty cell, said in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salkku import text as words
from salkku.domain.agreement import Agreement
from salkku.locale import date as written
from salkku.locale import month, say
from salkku.workbench.resolving import register_of

if TYPE_CHECKING:
    from salkku.landscape import Card, Reason
    from salkku.landscape.card import Fitting, Found, Partner

__all__ = ["CardPart", "because", "card_parts", "cell_of", "idea", "lacking", "names_of",
           "verdict_sentence"]  # fmt: skip

CONCEPTS = ("shared_concepts", "near_concepts", "other_concepts", "shared_places")
MONTHS = ("overlapping_time", "ended_before", "begins_after")
NAMED = (
    "answered_by_like",
    "call_of_area",
    "develops_for",
    "result_for_need",
    "same_area",
    "same_city",
    "shared_needs",
    "shared_testbeds",
)
SHOWN_VALUES = 6
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class CardPart:
    """One part of a card as a person reads it.

    Parameters
    ----------
    code
        ``verdict``, ``needs``, ``results``, ``partners``, ``testbeds``, ``calls`` or ``when``.
    title
        Its heading.
    lines
        Its sentences, the first the most important.
    """

    code: str
    title: str
    lines: tuple[str, ...]


def idea(
    agreement: Agreement,
    *,
    text: str = "",
    cell: tuple[str, str, str] | None = None,
    tables: Path | None = None,
    today: date,
    told: Callable[[str, int, int], None] | None = None,
) -> Card:
    """Draft the card of an idea: new or not, its need, what to build on, with whom, which call.

    Parameters
    ----------
    text
        The idea in words, in Finnish, Swedish or English.
    cell
        Focus area, method and party: drafts the card the other way round, from what is missing.
    tables
        The folder that open data was loaded into; None looks in the agreement's files only.
    today
        Calls that closed before it are of no use.
    told
        Is told of long work: its kind, how many are done, how many there are.
    """
    from salkku import landscape

    library = landscape.open_library(projects=agreement.projects, folder=tables, told=told)
    return landscape.draft(
        agreement=agreement,
        library=library,
        today=today,
        text=text,
        cell=cell,
        folder=tables,
        body=register_of(agreement, tables=tables).key,
    )


def cell_of(agreement: Agreement, *, text: str) -> tuple[str, str, str] | None:
    """Read a cell written as ``FOCUS,METHOD,PARTY``; None when one is not the agreement's.

    Parameters
    ----------
    text
        The three ids, with commas between.

    Examples
    --------
    >>> cell_of(Agreement("a", {}, None, (), (), (), (), ()), text="urban") is None
    True
    """
    parts = [part.strip() for part in text.split(",")]
    axes = (
        [one.id for one in agreement.focus_areas],
        [one.id for one in agreement.methods],
        [one.id for one in agreement.parties],
    )
    known = len(parts) == len(axes) and all(
        part in axis for part, axis in zip(parts, axes, strict=True)
    )
    return (parts[0], parts[1], parts[2]) if known else None


def because(
    reason: Reason, *, language: str, names: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """Say one reason why a project, a need, a place or a call fits.

    Parameters
    ----------
    names
        Names by id, of focus areas, parties and rows; ids are said where one is missing.
    """
    values = [_worded(reason.code, value, language, names or {}) for value in reason.values]
    if reason.code == "overlapping_time":
        told = " – ".join(dict.fromkeys(values))
    else:
        told = ", ".join(values[:SHOWN_VALUES])
    return say(f"similar.{reason.code}", {"values": told}, language=language)


def lacking(code: str, compared: tuple[int, int], *, language: str) -> str:
    """Say one thing that a comparison went without.

    Parameters
    ----------
    code
        As in ``without`` of what is alike, or of a card.
    compared
        How many projects there were, and how many of them had a vector of meaning.
    """
    values = {"count": compared[0], "held": compared[1]}
    return say(f"similar.{code}", values, language=language)


def card_parts(card: Card, agreement: Agreement, *, language: str) -> tuple[CardPart, ...]:
    """Say a card part by part; a part that nothing is known for says so."""
    names = names_of(agreement)
    lists: tuple[tuple[str, list[str]], ...] = (
        ("needs", [_found(one, names, language) for one in card.needs]),
        ("results", [_found(one, names, language) for one in card.results]),
        ("partners", [_partner(one, _titles(card, agreement), language) for one in card.partners]),
        ("testbeds", [_found(one, names, language) for one in card.testbeds]),
        ("calls", [_call(one, names, language) for one in card.calls]),
    )
    parts = [("verdict", _verdict(card, names, language))]
    parts.extend((code, lines or [_say(f"no_{code}", language)]) for code, lines in lists)
    parts.append(("when", [_when(card, language)]))
    return tuple(
        CardPart(code, _say(f"title_{code}", language), tuple(lines)) for code, lines in parts
    )


def _say(code: str, language: str, **values: object) -> str:
    return say(f"idea.{code}", values, language=language)


def _found(one: Found, names: Names, language: str) -> str:
    """Say what fits: its name, whose it is, why, and who holds it."""
    parts = [f"{_named(one.name, language)} ({one.id})."]
    if one.party:
        parts.append(_named(names.get(one.party, {}), language) + ".")
    parts.extend(because(each, language=language, names=names) for each in one.because[:2])
    if one.kind in ("result", "project"):
        held = ", ".join(_holder(each.name, each.level, language) for each in one.holders)
        parts.append(
            _say("held_by", language, values=held) if held else _say("held_by_nobody", language)
        )
    return " ".join(parts)


def _partner(one: Partner, titles: Names, language: str) -> str:
    code = "partner_ours" if one.ours else "partner_other"
    told = [_named(titles.get(key, {}), language) or key for key in one.projects]
    return _say(code, language, name=one.name, projects=", ".join(dict.fromkeys(told)))


def _titles(card: Card, agreement: Agreement) -> Names:
    """Give the names of what partners may have been in: found projects, funded ones, rows."""
    found = {hit.project: {"": hit.name} for hit in card.hits}
    funded = {f"projects:{one.id}": one.name for one in agreement.projects}
    return {**found, **funded, **{row.id: row.name for row in agreement.proposals}}


def _call(one: Fitting, names: Names, language: str) -> str:
    told = _say(
        "call_open" if one.state == "open" else "call_opens",
        language,
        call=_named(one.call.name, language) or one.call.id,
        id=one.call.id,
        opens=_day(one.call.opens, language),
        closes=_day(one.last_day, language),
    )
    return " ".join(
        (told, *(because(each, language=language, names=names) for each in one.because))
    )


def _verdict(card: Card, names: Names, language: str) -> list[str]:
    lines = []
    if card.cell is not None:
        cell = " × ".join(_named(names.get(each, {}), language) or each for each in card.cell)
        values = {"cell": cell, "count": card.in_cell}
        lines.append(
            say(
                "idea.cell_empty" if not card.in_cell else "idea.cell_held",
                values,
                language=language,
            )
        )
    lines.append(verdict_sentence(card, language=language))
    if card.areas:
        areas = ", ".join(_named(names.get(area, {}), language) or area for area, _ in card.areas)
        lines.append(say("idea.areas", {"values": areas}, language=language))
    lines.extend(lacking(code, card.compared, language=language) for code in card.without)
    for hit in card.hits:
        why = " ".join(because(each, language=language, names=names) for each in hit.because[:3])
        relation = say(f"cli.relation_{hit.relation}", {}, language=language)
        lines.append(f"{hit.name} ({hit.project}) – {relation}. {why}")
    return lines


def verdict_sentence(card: Card, *, language: str) -> str:
    """Say whether the idea is new, and of what others do when they do it, where that is known."""
    verdict = say(f"idea.verdict_{card.verdict}", {}, language=language)
    if card.time is None:
        return verdict
    return f"{verdict} {say(f'idea.{card.time}', {}, language=language)}"


def _when(card: Card, language: str) -> str:
    if not card.remembered_until:
        first = next(one for one in card.calls if one.state == "open")
        values = {"call": first.call.id, "day": _day(first.last_day, language)}
        return say("idea.now", values, language=language)
    if card.remembered_until == "next_call":
        return say("idea.remembered_next", {}, language=language)
    id_ = card.remembered_until.removeprefix("call:")
    first = next(one for one in card.calls if one.call.id == id_)
    values = {
        "call": _named(first.call.name, language) or id_,
        "opens": _day(first.call.opens, language),
        "day": _day(first.last_day, language),
    }
    return say("idea.remembered", values, language=language)


def names_of(agreement: Agreement) -> dict[str, Mapping[str, str]]:
    """Give the names of rows, focus areas, methods and parties by id."""
    names: dict[str, Mapping[str, str]] = {row.id: row.name for row in agreement.proposals}
    names.update((one.id, one.name) for one in (*agreement.focus_areas, *agreement.methods))
    names.update((one.id, one.name) for one in agreement.parties)
    return names


def _named(names: Mapping[str, str], language: str) -> str:
    return next((names[each] for each in (language, "en", "fi", "sv", "") if names.get(each)), "")


def _worded(code: str, value: str, language: str, names: Mapping[str, Mapping[str, str]]) -> str:
    if code in CONCEPTS:
        concept = words.vocabulary().get(value)
        return _named(concept.names, language) if concept else value
    if code in MONTHS:
        return month(value, language=language)
    return (_named(names.get(value, {}), language) or value) if code in NAMED else value


def _holder(name: str, level: str, language: str) -> str:
    return f"{name} ({say(f'idea.level_{level}', {}, language=language)})" if level else name


def _day(text: str, language: str) -> str:
    return written(text, language=language) if text else "–"
