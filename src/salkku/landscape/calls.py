"""Calls that an idea can still use: the agreement's own, and open topics that were loaded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Call
from salkku.landscape.asking import Query
from salkku.landscape.card import Fitting
from salkku.landscape.known import KnownProject
from salkku.landscape.library import Library
from salkku.landscape.relations import Reason
from salkku.landscape.shelves import shelve
from salkku.store import tables

__all__ = ["fitting_calls", "open_topics"]

_MOST_TOPICS = 3


def fitting_calls(
    *, agreement: Agreement, areas: Collection[str], today: date
) -> tuple[Fitting, ...]:
    """Give the agreement's calls that are open or open later, those of the idea's area first.

    Parameters
    ----------
    agreement
        The agreement.
    areas
        Focus areas of the idea; empty when unknown.
    today
        Calls that closed before it are of no use.

    Returns
    -------
    tuple of Fitting
        A call that names its focus areas and none of the idea's is left out. The last useful day
        is the day it closes.

    Examples
    --------
    >>> from salkku.domain.ecosystem import Call
    >>> agreement = Agreement("a", {}, None, (), (), (), (), (), calls=(Call("1"),))
    >>> fitting_calls(agreement=agreement, areas=(), today=date(2026, 11, 24))
    ()
    """
    found = []
    for call in agreement.calls:
        if not call.closes or call.closes < today.isoformat():
            continue
        shared = tuple(area for area in call.focus_areas if area in areas)
        if call.focus_areas and areas and not shared:
            continue
        reasons = [Reason("call_of_area", shared)] if shared else []
        if not call.focus_areas:
            reasons.append(Reason("call_of_any_area"))
        found.append(Fitting(call, _state(call, today), call.closes, tuple(reasons), True))
    found.sort(key=lambda one: (not _names_area(one), one.last_day, one.call.id))
    return tuple(found)


def open_topics(
    *, query: Query, library: Library, folder: Path | None, today: date
) -> tuple[Fitting, ...]:
    """Give the loaded topics that are open or open later and speak of what the idea speaks of.

    Parameters
    ----------
    query
        The idea.
    library
        The projects, which tell which words are rare.
    folder
        The folder that topics were loaded into; None gives none.
    today
        Topics that closed before it are of no use.

    Returns
    -------
    tuple of Fitting
        At most three, the likest first.

    Examples
    --------
    >>> open_topics(query=Query({}), library=Library([]), folder=None, today=date(2026, 11, 24))
    ()
    """
    known = {} if folder is None else _topics(folder, today)
    topics = [
        KnownProject(f"topic:{call.id}", "topic", call.name, {"": text})
        for call, text in known.values()
    ]
    if not topics:
        return ()
    wider = Library([shelve(topics), *library.shelves])
    found = []
    for hit in wider.hits(query, limit=_MOST_TOPICS, within=len(topics)):
        shared = next((one for one in hit.because if one.code == "shared_concepts"), None)
        if shared is None or len(shared.values) < 2:
            continue
        call = known[hit.project.removeprefix("topic:")][0]
        found.append(Fitting(call, _state(call, today), call.closes, (shared,), False))
    return tuple(found)


def _state(call: Call, today: date) -> Literal["open", "opens"]:
    """Say whether a call that has not closed is open, or opens later."""
    return "opens" if call.opens > today.isoformat() else "open"


def _topics(folder: Path, today: date) -> dict[str, tuple[Call, str]]:
    rows = tables.fetch_rows(
        folder=folder,
        table_name="calls",
        columns=("id", "title", "programme", "opens", "deadline", "summary", "keywords", "address"),
    )
    return {
        id_: (
            Call(
                id_,
                {"en": title or id_},
                fund=programme or "",
                opens=opens.isoformat() if opens else "",
                closes=deadline.isoformat(),
                source=address or "",
            ),
            " ".join(filter(None, (summary, keywords))),
        )
        for id_, title, programme, opens, deadline, summary, keywords, address in rows
        if deadline is not None and deadline >= today
    }


def _names_area(one: Fitting) -> bool:
    return any(reason.code == "call_of_area" for reason in one.because)


def remembered(calls: Sequence[Fitting]) -> str:
    """Say until when an idea is remembered: empty when a call is open now.

    Parameters
    ----------
    calls
        Calls that fit.

    Returns
    -------
    str
        ``call:ID`` of the first that opens, or ``next_call``.

    Examples
    --------
    >>> remembered([])
    'next_call'
    """
    if any(one.state == "open" for one in calls):
        return ""
    first = min(calls, key=lambda one: (not one.ours, one.call.opens), default=None)
    return "next_call" if first is None else f"call:{first.call.id}"
