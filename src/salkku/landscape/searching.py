"""Search every funded project that is known: the agreement's own and the loaded ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from salkku.domain.agreement import Agreement
from salkku.domain.periods import Month
from salkku.landscape.areas import area_teller, lesson_of
from salkku.landscape.reading import reader
from salkku.landscape.shelves import loaded_shelf
from salkku.store import shelf as kept
from salkku.store.finding import FoundProjects, OwnProjects, Wanted, find_projects
from salkku.store.stamps import stamp_of

__all__ = ["Wanted", "keep_areas", "loaded_areas", "search"]

OWN_COUNTRY = "FI"


def search(
    *,
    agreement: Agreement,
    folder: Path | None,
    wanted: Wanted,
    liked: Sequence[tuple[str, int, str]] | None = None,
    called: Callable[[str], str] = str.casefold,
    parts: Path | None = None,
    order: str = "newest",
    limit: int = 50,
    offset: int = 0,
) -> FoundProjects:
    """Search by words, time and facets; the engine does it, page by page.

    Parameters
    ----------
    agreement
        The agreement.
    folder
        The folder that open data was loaded into; None searches the agreement's own list.
    wanted
        Which projects are wanted.
    liked
        Key, rank and relation of the projects like a text; then only these are searched.
    called
        What the body that has a name is called; a wished organisation is meant by any name.
    parts
        Where it is laid out who takes part in the loaded projects.
    order
        ``like``, ``newest``, ``name`` or ``money``.
    limit, offset
        The page.

    Returns
    -------
    FoundProjects

    Examples
    --------
    >>> agreement = Agreement("a", {}, None, (), (), (), (), ())
    >>> search(agreement=agreement, folder=None, wanted=Wanted()).total
    0
    """
    areas = None if folder is None else loaded_areas(agreement=agreement, folder=folder)
    bodies = tuple(dict.fromkeys(map(called, wanted.chosen.get("organisation", ()))))
    return find_projects(
        folder=folder,
        wanted=replace(wanted, chosen={**wanted.chosen, "organisation": bodies}),
        own=replace(_own(agreement, areas, liked), bodies=_bodies(agreement, called), parts=parts),
        order=order,
        limit=limit,
        offset=offset,
    )


def loaded_areas(*, agreement: Agreement, folder: Path) -> tuple[str, ...] | None:
    """Give the focus area of each loaded project, where `keep_areas` has told them.

    Parameters
    ----------
    agreement
        The agreement.
    folder
        The folder that open data was loaded into.

    Returns
    -------
    tuple of str or None
        In the order of the tables; None when nobody has told them yet.

    Examples
    --------
    >>> agreement = Agreement("a", {}, None, (), (), (), (), ())
    >>> loaded_areas(agreement=agreement, folder=Path("nowhere")) is None
    True
    """
    stamp = stamp_of(folder=folder, reader=reader())
    return _areas_of(folder, stamp, _name_of(agreement)) if stamp else None


def keep_areas(*, agreement: Agreement, folder: Path) -> int:
    """Tell the focus area of every loaded project and keep it for the search; it can take long.

    Parameters
    ----------
    agreement
        The agreement; what its rows and projects speak of decides.
    folder
        The folder that open data was loaded into.

    Returns
    -------
    int
        How many projects there are.

    Examples
    --------
    >>> agreement = Agreement("a", {}, None, (), (), (), (), ())
    >>> keep_areas(agreement=agreement, folder=Path("nowhere"))
    0
    """
    shelf = loaded_shelf(folder=folder)
    if shelf is None:
        return 0
    stamp = stamp_of(folder=folder, reader=reader())
    told = area_teller(agreement=agreement).of_shelf(shelf)
    kept.keep_beside(folder=folder, stamp=stamp, name=_name_of(agreement), values=told)
    return shelf.count


def _name_of(agreement: Agreement) -> str:
    """Name what is told for an agreement: other rows, another name."""
    said = lesson_of(agreement=agreement)
    return f"areas{hashlib.sha256(said.encode()).hexdigest()[:16]}"


@lru_cache(maxsize=4)
def _areas_kept(folder: Path, stamp: str, name: str) -> tuple[str, ...]:
    found = kept.read_beside(folder=folder, stamp=stamp, name=name)
    if found is None:
        raise LookupError(name)
    return found


def _areas_of(folder: Path, stamp: str, name: str) -> tuple[str, ...] | None:
    try:
        return _areas_kept(folder, stamp, name)
    except LookupError:  # not remembered: it may be told any moment
        return None


def _bodies(agreement: Agreement, called: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Give who takes part in the agreement's own projects, each under what its body is called."""
    return [
        (one.id, name, called(name))
        for one in agreement.projects
        for name in dict.fromkeys((one.lead, *one.partners))
        if name
    ]


def _own(
    agreement: Agreement,
    areas: tuple[str, ...] | None,
    liked: Sequence[tuple[str, int, str]] | None,
) -> OwnProjects:
    cities = {party.id: next(iter(party.name.values()), party.id) for party in agreement.parties}
    projects = agreement.projects
    return OwnProjects(
        rows=[
            (
                one.id,
                next((name for name in one.name.values() if name), one.id),
                " ".join([one.id, *one.name.values(), *one.summary.values(), *one.tags, one.lead]),
                one.scope,
                one.fund,
                _first_day(one.start),
                _first_day(one.end),
                one.total_cents,
            )
            for one in projects
        ],
        places=[
            (one.id, OWN_COUNTRY, cities[party].upper())
            for one in projects
            for party in one.parties
            if party in cities
        ],
        areas=[(one.id, area) for one in projects for area, _ in one.focus_areas],
        loaded_areas=areas,
        liked=None
        if liked is None
        else [(*key.partition(":")[::2], rank, relation) for key, rank, relation in liked],
    )


def _first_day(month: Month | None) -> date | None:
    return None if month is None else date(month // 12, month % 12 + 1, 1)
