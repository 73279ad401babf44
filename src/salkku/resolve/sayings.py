"""What loaded sources say of an organisation: identifiers, place and kind, and its projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from salkku.domain.ecosystem import country_code, written_name
from salkku.resolve.evidence import Mention
from salkku.resolve.names import place_words
from salkku.store import tables

__all__ = ["Part", "Said", "Sayings", "contradicted", "sayings_of", "side_by_side"]

_FIELDS = ("business_id", "pic", "vat", "short_name", "city", "country", "activity", "website")
_REGISTER = ("business_id", "vat", "short_name", "form", "status", "city", "country", "website")
_ORDER = ("business_id", "pic", "vat", "kind", "form", "activity", "status", "short_name",
          "city", "country", "website")  # fmt: skip
_ONE = frozenset({"business_id", "vat", "country", "form", "status", "activity"})
"""Fields of which one body has one value at a time."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one field, with who says it.

    Parameters
    ----------
    field, value
        What is said.
    source
        Who says it.
    as_of
        The latest day it was said for.
    times
        How often it is said.
    page
        Where it stands, when the source tells.
    names
        Under which of the organisation's names it stands.

    Examples
    --------
    >>> Said("pic", "999", "cordis", None, 3).times
    3
    """

    field: str
    value: str
    source: str
    as_of: date | None
    times: int
    page: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """An organisation's part in one loaded project.

    Parameters
    ----------
    project
        Source and id, as ``cordis:101191725``; without an id the source alone.
    title
        The project's name; empty when no loaded file has it.
    name
        What the organisation is called there.
    role, cents
        Its role, and what it gets.
    starts, ends
        The project's days.

    Examples
    --------
    >>> Part("cordis:1", "Doves", "WAVE OY", "partner", 100).title
    'Doves'
    """

    project: str
    title: str
    name: str
    role: str
    cents: int | None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Sayings:
    """Everything that loaded sources say of an organisation.

    Examples
    --------
    >>> Sayings().parts
    ()
    """

    said: tuple[Said, ...] = ()
    parts: tuple[Part, ...] = ()


def sayings_of(*, mentions: Sequence[Mention], folder: Path | None, engine: str = "") -> Sayings:
    """Read what loaded sources say of some mentions.

    Parameters
    ----------
    mentions
        Of one organisation.
    folder
        The agreement folder; None when nothing was loaded.
    engine
        Name of the tables' engine.

    Returns
    -------
    Sayings
        Parts in the order of their start, the latest first.

    Examples
    --------
    >>> sayings_of(mentions=[Mention("A")], folder=None)
    Sayings(said=(), parts=())
    """
    if folder is None or not mentions:
        return Sayings()
    wanted = {(one.name, one.city, one.country, one.pic, one.business_id) for one in mentions}
    names = sorted({one.name for one in mentions})
    own = ("source", "as_of", "name", *_FIELDS, "project", "role")
    money = ("eu_contribution_cents", "granted_cents")
    rows = tables.fetch_rows(
        folder=folder,
        table_name="participations",
        columns=(*own, *money),
        among={"name": names},
        engine=engine,
    )
    said: list[Said] = []
    parts: list[tuple[str, str, str, str, int | None]] = []
    for row in rows:
        told = dict(zip((*own, *money), row, strict=True))
        key = tuple(told[name] or "" for name in ("name", "city", "country", "pic", "business_id"))
        if key not in wanted:
            continue
        said += _said(told, _FIELDS)
        cents = next((told[name] for name in money if told[name] is not None), None)
        source = str(told["source"]).split(".")[0]
        parts.append((source, told["project"] or "", told["name"], told["role"] or "", cents))
    said += _registered(folder, names, wanted, engine)
    return Sayings(tuple(said), _parts(folder, parts, engine))


def side_by_side(said: Iterable[Said]) -> dict[str, tuple[Said, ...]]:
    """Lay the different values of each field beside each other, those said oftenest first.

    Parameters
    ----------
    said
        In any order.

    Returns
    -------
    dict
        By field, identifiers first; one entry for each value and source, for the latest day.

    Examples
    --------
    >>> told = [Said("pic", "9", "cordis", None, 1)] * 2
    >>> side_by_side(told)["pic"][0].times
    2
    """
    held: dict[tuple[str, str, str], Said] = {}
    for one in said:
        key = (one.field, one.value, one.source)
        before = held.get(key)
        if before is None:
            held[key] = one
            continue
        days = [day for day in (before.as_of, one.as_of) if day is not None]
        names = tuple(sorted({*before.names, *one.names}))
        times = before.times + one.times
        held[key] = Said(*key, max(days, default=None), times, before.page or one.page, names)
    ordered = sorted(held.values(), key=lambda one: (-one.times, one.value, one.source))
    return {
        name: tuple(one for one in ordered if one.field == name)
        for name in _ORDER
        if any(one.field == name for one in ordered)
    }


def contradicted(said: Mapping[str, Sequence[Said]]) -> frozenset[str]:
    """Give the fields of which one body has one value, and sources say several.

    Parameters
    ----------
    said
        As :func:`side_by_side` gives it.

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> two = [Said("country", code, "cordis", None, 1) for code in ("UK", "GB")]
    >>> contradicted({"country": two})
    frozenset()
    """
    return frozenset(
        name
        for name, values in said.items()
        if name in _ONE and len({_plain(name, one.value) for one in values}) > 1
    )


def _plain(name: str, value: str) -> str:
    if name == "country":
        return country_code(value)
    if name in ("business_id", "vat"):
        return "".join(filter(str.isalnum, value.upper()))
    return " ".join(place_words(value)) if name == "city" else written_name(value)


def _said(told: Mapping[str, object], fields: Sequence[str]) -> list[Said]:
    day = told["as_of"] if isinstance(told["as_of"], date) else None
    source, names = str(told["source"]), (str(told["name"]),)
    return [Said(name, str(told[name]), source, day, 1, "", names) for name in fields if told[name]]


def _registered(
    folder: Path, names: Sequence[str], wanted: set[tuple[str, str, str, str, str]], engine: str
) -> list[Said]:
    """Read what registers say, of the names that are this organisation's."""
    own = ("source", "as_of", "name", *_REGISTER)
    rows = tables.fetch_rows(
        folder=folder,
        table_name="organisations",
        columns=own,
        among={"name": list(names)},
        engine=engine,
    )
    found: list[Said] = []
    for row in rows:
        told = dict(zip(own, row, strict=True))
        name, city, country, number = (
            told[field] or "" for field in ("name", "city", "country", "business_id")
        )
        if (name, city, country, "", number) in wanted:
            found += _said(told, _REGISTER)
    return found


def _parts(
    folder: Path, parts: Sequence[tuple[str, str, str, str, int | None]], engine: str
) -> tuple[Part, ...]:
    """Give each part its project's name and days."""
    about: dict[tuple[str, str], tuple[str, date | None, date | None]] = {}
    ids = sorted({project for _, project, _, _, _ in parts if project})
    if ids:
        rows = tables.fetch_rows(
            folder=folder,
            table_name="projects",
            columns=("source", "id", "acronym", "title", "starts", "ends"),
            among={"id": ids},
            engine=engine,
        )
        for source, id, acronym, title, starts, ends in rows:
            name = " – ".join(text for text in (acronym, title) if text)
            about.setdefault((str(source).split(".")[0], id), (name, starts, ends))
    found = []
    for source, project, name, role, cents in dict.fromkeys(parts):
        title, starts, ends = about.get((source, project), ("", None, None))
        key = f"{source}:{project}" if project else source
        found.append(Part(key, title, name, role, cents, starts, ends))
    return tuple(
        sorted(found, key=lambda one: (-(one.starts or date.min).toordinal(), one.project))
    )
