"""One organisation as its page shows it: names, identifiers, projects, lineage and ties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Ruling, bodies_of, casts_of, country_code, written_name
from salkku.workbench.likening import likenesses

if TYPE_CHECKING:
    from salkku.resolve import Mention
    from salkku.resolve.carried import Carried
    from salkku.resolve.sayings import Part, Said
    from salkku.resolve.settling import Settled
    from salkku.resolve.spellings import Spelling

__all__ = ["Body", "Found", "Kin", "Tied", "organisation", "organisations"]


@dataclass(frozen=True, slots=True)
class Kin:
    """A predecessor or a successor, with the projects that are its own."""

    name: str
    country: str
    ruling: Ruling
    before: bool
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Tied:
    """An organisation that carries rows of the agreement out together with this one."""

    name: str
    country: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation.

    Parameters
    ----------
    name, country
        The name that most rides on.
    said
        What sources say of it, field by field.
    parts
        Its parts in loaded projects, the latest first.
    rows
        (row of the agreement, role, cents) of each of its parts there.
    kin
        Predecessors and successors.
    ties
        With whom it carries rows of the agreement out.
    rulings
        What was ruled about its names.
    """

    name: str
    country: str
    spellings: tuple[Spelling, ...]
    said: Mapping[str, tuple[Said, ...]]
    parts: tuple[Part, ...]
    rows: tuple[tuple[str, str, int | None], ...]
    kin: tuple[Kin, ...]
    ties: tuple[Tied, ...]
    rulings: tuple[Ruling, ...]
    contradicted: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Found:
    """An organisation in a list: its first name, how many names, and what rides on it."""

    name: str
    country: str
    names: int
    parts: int
    cents: int
    own: bool


def organisation(
    agreement: Agreement, *, name: str, country: str = "", tables: Path | None = None
) -> Body | None:
    """Gather everything that is known of the organisation that has a name.

    Parameters
    ----------
    name, country
        Any of its names; without a country any is meant.
    tables
        The folder that open data was loaded into; None knows the agreement's own files only.

    Returns
    -------
    Body or None
        None when nobody has the name.
    """
    from salkku.resolve import sayings
    from salkku.resolve.spellings import body_of, spellings

    told = likenesses(agreement, tables=tables)
    settled = told.settled(agreement.rulings)
    body = body_of(settled=settled, name=name, country=country)
    if body is None:
        return None
    names = spellings(settled=settled, riding=told.riding, body=body)
    mentions = _mentions(names)
    loaded = sayings.sayings_of(mentions=mentions, folder=tables)
    said = sayings.side_by_side([*_own_words(agreement, mentions), *loaded.said])
    own = _own_ids(agreement, mentions)
    return Body(
        name=names[0].name,
        country=_country(names),
        spellings=names,
        said=said,
        parts=loaded.parts,
        rows=tuple(
            (part.proposal, part.role, part.share_cents)
            for part in agreement.participations
            if part.organisation in own
        ),
        kin=tuple(_kin(settled, told.riding, body, tables)),
        ties=_ties(agreement, own),
        rulings=_rulings(agreement, names),
        contradicted=sayings.contradicted(said),
    )


def organisations(
    agreement: Agreement, *, asked: str = "", tables: Path | None = None, limit: int = 50
) -> tuple[tuple[Found, ...], int]:
    """List organisations: those of the agreement, or those with a word in a name.

    Parameters
    ----------
    asked
        A part of a name; empty lists the agreement's own.
    tables
        The folder that open data was loaded into.
    limit
        At most so many, those that most rides on first.

    Returns
    -------
    tuple
        The organisations, and how many there are in all.
    """
    from salkku.resolve.carried import Carried

    told = likenesses(agreement, tables=tables)
    settled = told.settled(agreement.rulings)
    own = {written_name(one.name) for one in agreement.organisations}
    wanted = written_name(asked)
    groups: dict[int, dict[tuple[str, str], list[int]]] = {}
    hit: set[int] = set()
    mine: set[int] = set()
    for mention, places in zip(settled.parted.mentions, settled.parted.places, strict=True):
        root = settled.bodies.root(places[0])
        riding = told.riding.get(mention, Carried())
        held = groups.setdefault(root, {}).setdefault((mention.name, mention.country), [0, 0])
        held[0] += riding.parts
        held[1] += riding.cents
        names = [written_name(name) for name in (mention.name, *mention.aliases)]
        if names[0] in own:
            mine.add(root)
        if any(wanted in name for name in names) if wanted else names[0] in own:
            hit.add(root)
    found = sorted(
        (_found(groups[root], root in mine) for root in hit),
        key=lambda one: (-one.parts, written_name(one.name), one.country),
    )
    return tuple(found[:limit]), len(found)


def _found(names: Mapping[tuple[str, str], list[int]], own: bool) -> Found:
    name, country = min(names, key=lambda key: (-names[key][0], key))
    parts, cents = (sum(held[kind] for held in names.values()) for kind in (0, 1))
    return Found(name, country, len({written_name(one) for one, _ in names}), parts, cents, own)


def _mentions(names: Iterable[Spelling]) -> list[Mention]:
    return list(dict.fromkeys(mention for one in names for mention in one.mentions))


def _country(names: Iterable[Spelling]) -> str:
    told = (mention.country for one in names for mention in one.mentions if mention.country)
    return next(told, "")


def _own_ids(agreement: Agreement, mentions: Iterable[Mention]) -> frozenset[str]:
    """Give the ids of organisations.csv whose rows are this organisation."""
    known = {(written_name(one.name), country_code(one.country), one.city) for one in mentions}
    return frozenset(
        one.id
        for one in agreement.organisations
        if (written_name(one.name), country_code(one.country), one.city) in known
    )


def _own_words(agreement: Agreement, mentions: list[Mention]) -> list[Said]:
    from salkku.resolve.sayings import Said

    own = _own_ids(agreement, mentions)
    found = []
    for one in agreement.organisations:
        if one.id not in own:
            continue
        told = {
            "business_id": one.business_id,
            "pic": one.pic,
            "city": one.city,
            "country": one.country,
            "kind": one.kind,
        }
        found += [
            Said(name, value, "organisations.csv", None, 1, one.source, (one.name,))
            for name, value in told.items()
            if value
        ]
    return found


def _kin(
    settled: Settled, riding: Mapping[Mention, Carried], body: int, tables: Path | None
) -> Iterable[Kin]:
    from salkku.resolve import sayings
    from salkku.resolve.spellings import descent_of, spellings

    for one in descent_of(settled=settled, body=body):
        names = spellings(settled=settled, riding=riding, body=one.body)
        parts = sayings.sayings_of(mentions=_mentions(names), folder=tables).parts
        yield Kin(names[0].name, _country(names), one.ruling, one.before, parts)


def _ties(agreement: Agreement, own: frozenset[str]) -> tuple[Tied, ...]:
    """Give the other makers of the rows that this organisation makes, as ties are counted."""
    same = bodies_of(agreement.organisations, agreement.rulings)
    mine = {same.get(id, id) for id in own}
    names = {one.id: (one.name or one.id, one.country) for one in agreement.organisations}
    shared: dict[str, list[str]] = {}
    for row, cast in casts_of(agreement.proposals, agreement.participations, same).items():
        if cast.makers & mine:
            for other in cast.makers - mine:
                shared.setdefault(other, []).append(row)
    ordered = sorted(shared, key=lambda id: (-len(shared[id]), names.get(id, (id, ""))))
    return tuple(Tied(*names.get(id, (id, "")), tuple(shared[id])) for id in ordered)


def _rulings(agreement: Agreement, names: Iterable[Spelling]) -> tuple[Ruling, ...]:
    known = {written_name(one.name) for one in names}
    return tuple(
        ruling for ruling in agreement.rulings if known & {name for name, _ in ruling.bodies}
    )
