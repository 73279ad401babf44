"""Who has worked with whom before: projects that are known, whatever told of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Cast, Tie, casts_of
from salkku.domain.periods import Month
from salkku.store import tables
from salkku.text import Register, Resolved

__all__ = ["Past", "Seen", "past_of"]

OURS = ("steered", "aligned")


@dataclass(frozen=True, slots=True)
class Seen:
    """A project that is known, with its bodies.

    Parameters
    ----------
    key
        As ``"projects:uam"``, ``"cordis:101191725"`` or ``"proposals:07"``.
    cast
        Its bodies, as ids of organisations.csv.
    ours
        Whether it is of the agreement's money or a city's own EU project.
    starts, ends
        Its months; None when unknown.

    Examples
    --------
    >>> Seen("projects:uam", Cast(frozenset({"a", "b"})), ours=True).ends is None
    True
    """

    key: str
    cast: Cast
    ours: bool = False
    starts: Month | None = None
    ends: Month | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """All that is known to have been.

    Parameters
    ----------
    seen
        Projects with at least one body of organisations.csv.
    unmatched
        Names in projects.csv, lead or partner, that are nobody of organisations.csv.
    loaded
        How many loaded projects are among ``seen``; None when nothing was loaded.
    way
        How bodies were told: ``linked`` or ``named``.

    Examples
    --------
    >>> Past((Seen("projects:uam", Cast(frozenset("ab"))),)).ties
    {('a', 'b'): ('projects:uam',)}
    """

    seen: tuple[Seen, ...] = ()
    unmatched: tuple[str, ...] = ()
    loaded: int | None = None
    casts: Mapping[str, Cast] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    way: str = "named"

    @property
    def ties(self) -> dict[Tie, tuple[str, ...]]:
        """Each tie with the projects that made it."""
        return self._ties(self.seen)

    @property
    def our_ties(self) -> dict[Tie, tuple[str, ...]]:
        """Each tie of our own projects with those that made it."""
        return self._ties(one for one in self.seen if one.ours)

    @property
    def known(self) -> frozenset[str]:
        """Bodies that have taken part in anything."""
        return frozenset(body for one in self.seen for body in one.cast.everyone)

    def ends_of(self, keys: Sequence[str]) -> Month | None:
        """Give the month in which the last of some projects ends; None when one does not say."""
        ends = {one.key: one.ends for one in self.seen}
        months = [ends[key] for key in keys]
        known = [month for month in months if month is not None]
        return max(known) if len(known) == len(months) and known else None

    @staticmethod
    def _ties(seen: Iterable[Seen]) -> dict[Tie, tuple[str, ...]]:
        found: dict[Tie, list[str]] = {}
        for one in seen:
            for tie in sorted(one.cast.ties):
                found.setdefault(tie, []).append(one.key)
        return {tie: tuple(keys) for tie, keys in found.items()}


def past_of(
    *,
    agreement: Agreement,
    folder: Path | None = None,
    as_of: date | None = None,
    resolved: Resolved | None = None,
) -> Past:
    """Gather the projects in which bodies of organisations.csv have worked before.

    Rows of proposals.csv that run or have ended, projects.csv, and what was loaded. Which of
    them are bodies of organisations.csv is read as :class:`salkku.text.Register` reads it: by
    rulings, by linkage where it was run, by business id, VAT number or PIC, and by a name that is
    the same but for case, accents, signs and legal form. Nothing else is guessed.

    Parameters
    ----------
    agreement
        The agreement.
    folder
        The folder that open data was loaded into; None reads the agreement's own files only.
    as_of
        Projects that begin after this day are no past; all count when None.
    resolved
        What linkage says of loaded names; None where it has not been run.

    Returns
    -------
    Past

    Examples
    --------
    >>> past_of(agreement=Agreement("a", {}, None, (), (), (), (), ())).seen
    ()
    """
    register = Register.of(agreement.organisations, agreement.rulings, resolved=resolved)
    casts = casts_of(agreement.proposals, agreement.participations, register.bodies)
    own, unmatched = _of_agreement(agreement, casts, register)
    loaded = _of_tables(folder, register) if folder is not None else None
    last = None if as_of is None else 12 * as_of.year + as_of.month - 1
    seen = [
        one
        for one in (*own, *(loaded or ()))
        if one.cast.everyone and (last is None or one.starts is None or one.starts <= last)
    ]
    held = {one.key for one in loaded or ()}
    return Past(
        tuple(seen),
        unmatched,
        None if loaded is None else sum(one.key in held for one in seen),
        casts,
        register.bodies,
        register.way,
    )


def _of_agreement(
    agreement: Agreement, casts: Mapping[str, Cast], register: Register
) -> tuple[list[Seen], tuple[str, ...]]:
    seen = []
    for row in agreement.proposals:
        if row.status in ("running", "ended"):
            months = row.duration_months
            ends = row.start + months - 1 if row.start is not None and months else None
            seen.append(Seen(f"proposals:{row.id}", casts[row.id], True, row.start, ends))
    unmatched: dict[str, None] = {}
    for project in agreement.projects:
        told = [name for name in (project.lead, *project.partners) if name]
        keys = {name: register.ours(name) for name in told}
        unmatched |= dict.fromkeys(name for name, body in keys.items() if body is None)
        makers = frozenset(body for body in keys.values() if body is not None)
        ours = project.scope in OURS
        key = f"projects:{project.id}"
        seen.append(Seen(key, Cast(makers), ours, project.start, project.end))
    return seen, tuple(unmatched)


def _of_tables(folder: Path, register: Register) -> list[Seen] | None:
    """Read the loaded participations of our bodies; None when nothing was loaded."""
    if not tables.exists(folder=folder):
        return None
    makers: dict[tuple[str, str], set[str]] = {}
    known: dict[tuple[str | None, ...], str | None] = {}
    for source, project, *said in tables.fetch_rows(
        folder=folder,
        table_name="participations",
        columns=("source", "project", "name", "city", "country", "pic", "business_id", "vat"),
        known=("project",),
    ):
        told = tuple(said)
        if told not in known:
            name, city, country, pic, number, vat = (text or "" for text in told)
            known[told] = register.ours_of((name, city, country, pic, number), vat=vat)
        body = known[told]
        if body is not None:
            makers.setdefault((source, project), set()).add(body)
    months = _months(folder) if makers else {}
    return [
        Seen(f"{source}:{project}", Cast(frozenset(own)), False, *months.get((source, project), ()))
        for (source, project), own in makers.items()
    ]


def _months(folder: Path) -> dict[tuple[str, str], tuple[Month | None, Month | None]]:
    rows = tables.fetch_rows(
        folder=folder, table_name="projects", columns=("source", "id", "starts", "ends")
    )
    return {(source, id_): (_month(starts), _month(ends)) for source, id_, starts, ends in rows}


def _month(day: date | None) -> Month | None:
    return None if day is None else 12 * day.year + day.month - 1
