"""Results that an idea can build on, and who holds each: promised, made, or nobody."""

from __future__ import annotations

from collections.abc import Sequence

from salkku.domain.agreement import Agreement
from salkku.domain.proposals import LEVELS, Proposal, Result
from salkku.landscape.asking import Query
from salkku.landscape.card import Found, Holder
from salkku.landscape.known import KnownProject
from salkku.landscape.library import Hit, Library
from salkku.landscape.relations import Reason, of_the_work
from salkku.landscape.shelves import shelve

__all__ = ["holders_of", "results_like"]

_MOST = 4
_OF_ROWS = 3


def results_like(
    agreement: Agreement, library: Library, query: Query, hits: Sequence[Hit]
) -> tuple[Found, ...]:
    """Give the results that an idea can build on: of ended projects like it, then of the rows.

    Parameters
    ----------
    agreement
        The agreement.
    library
        The projects.
    query
        The idea.
    hits
        The projects most like it.

    Returns
    -------
    tuple of Found
        Ended projects, held by those who made them; results of the agreement's rows, held by
        whoever has promised to carry them on.

    Examples
    --------
    >>> agreement = Agreement("a", {}, None, (), (), (), (), ())
    >>> results_like(agreement, Library([]), Query({}), ())
    ()
    """
    ended = [hit for hit in hits if hit.relation == "continues"][:_MOST]
    found = [_project(library, hit) for hit in ended]
    by_id = {one.id: one for one in agreement.results}
    for hit in _rows_like(agreement, library, query):
        found.append(_result(agreement, by_id[hit.project], of_the_work(hit.because)))
    return tuple(found)


def holders_of(agreement: Agreement, query: Query, library: Library) -> list[tuple[str, str]]:
    """Give the organisations of the agreement's rows whose results are like an idea.

    Parameters
    ----------
    agreement
        The agreement.
    query
        The idea.
    library
        The projects.

    Returns
    -------
    list of (str, str)
        Name of the organisation and id of the row.

    Examples
    --------
    >>> holders_of(Agreement("a", {}, None, (), (), (), (), ()), Query({}), Library([]))
    []
    """
    by_id = {one.id: one for one in agreement.results}
    rows = {by_id[hit.project].proposal for hit in _rows_like(agreement, library, query)}
    names = _body_names(agreement)
    return [
        (names.get(one.organisation, one.organisation), one.proposal)
        for one in agreement.participations
        if one.proposal in rows
    ]


def _rows_like(agreement: Agreement, library: Library, query: Query) -> tuple[Hit, ...]:
    rows = {row.id: row for row in agreement.proposals}
    items = [
        KnownProject(one.id, "results", dict(one.name), _said_of(rows.get(one.proposal)))
        for one in agreement.results
    ]
    wider = Library([shelve(items), *library.shelves])
    return wider.hits(query, limit=_OF_ROWS, within=len(items))


def _said_of(row: Proposal | None) -> dict[str, str]:
    if row is None:
        return {}
    return {
        language: " ".join(filter(None, (name, row.summary.get(language, ""))))
        for language, name in row.name.items()
    }


def _result(agreement: Agreement, result: Result, because: tuple[Reason, ...]) -> Found:
    names = _body_names(agreement)
    promised = [one for one in agreement.commitments if one.result == result.id]
    promised.sort(key=lambda one: -LEVELS.index(one.level))
    holders = tuple(
        Holder(
            names.get(one.organisation, one.organisation), one.level, one.cents_per_year, one.start
        )
        for one in promised
    )
    return Found("result", result.id, result.name, because, holders)


def _project(library: Library, hit: Hit) -> Found:
    known = library.known(hit.number)
    holders = tuple(Holder(name) for name in list(known.organisations.values())[:_MOST])
    return Found("project", known.key, known.names, hit.because, holders)


def _body_names(agreement: Agreement) -> dict[str, str]:
    return {one.id: one.name for one in agreement.organisations}
