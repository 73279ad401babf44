"""The card of an idea: new or not, the need it answers, what to build on, with whom, which call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from salkku.domain.ecosystem import Call
from salkku.domain.periods import Month
from salkku.landscape.library import Hit
from salkku.landscape.relations import Reason, Time

__all__ = ["Card", "Fitting", "Found", "Holder", "Partner", "Verdict"]

Verdict = Literal["new", "neighbours", "complements", "next_step", "partly_done", "done"]
Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a result.

    Parameters
    ----------
    name
        The organisation.
    level
        How surely it carries the result on: none … budgeted; empty where it only made it.
    cents_per_year
        The money that it has promised.
    start
        From when.

    Examples
    --------
    >>> Holder("City of Espoo").level
    ''
    """

    name: str
    level: str = ""
    cents_per_year: int = 0
    start: Month | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A need, a result, a project to build on or a test environment that fits.

    Parameters
    ----------
    kind
        ``need``, ``result``, ``project`` or ``testbed``.
    id
        Its id, or a project's key.
    name
        Its name, by language; empty where nobody said which.
    because
        Why it fits, the telling reasons first.
    holders
        Who has it.
    party
        Whose need or test environment it is; else empty.

    Examples
    --------
    >>> Found("need", "n-heat", {"en": "Less heat"}, ()).holders
    ()
    """

    kind: Literal["need", "result", "project", "testbed"]
    id: str
    name: Mapping[str, str]
    because: tuple[Reason, ...]
    holders: tuple[Holder, ...] = ()
    party: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation to ask.

    Parameters
    ----------
    name
        Its name, as a source writes it.
    ours
        Whether the agreement's own files know it.
    projects
        Keys of the projects and ids of the rows in which it does the like.

    Examples
    --------
    >>> Partner("VTT", True, ("projects:uam",)).ours
    True
    """

    name: str
    ours: bool
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """A call that could fund it.

    Parameters
    ----------
    call
        The call.
    state
        ``open`` now, or ``opens`` later.
    last_day
        The last useful day, as ``YYYY-MM-DD``; empty when unknown.
    because
        Why it fits.
    ours
        Whether it is the agreement's own call; else an open topic of the EU.

    Examples
    --------
    >>> Fitting(Call("2027"), "opens", "2027-01-29", (), True).state
    'opens'
    """

    call: Call
    state: Literal["open", "opens"]
    last_day: str
    because: tuple[Reason, ...]
    ours: bool


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known beside an idea, on one card.

    Parameters
    ----------
    text
        The idea in words; of an empty cell what its needs say.
    cell
        Focus area, method and party, where the card was drafted from a cell; else None.
    in_cell
        Rows and projects of the portfolio that are in the cell already; 0 without a cell.
    verdict
        ``new`` (nothing like it is known), ``neighbours`` (only related projects),
        ``complements``, ``next_step`` (it can continue one that ended), ``partly_done`` (one
        overlaps) or ``done`` (one does the same): what the work is, never when it is done.
    hits
        The projects most like it.
    areas
        Focus areas it seems to belong to, the surest first, with the rows that say so.
    needs, results, testbeds
        What fits, the best first.
    partners
        Whom to ask, the agreement's own organisations first.
    calls
        Calls that can still be used, the surest fit first; the agreement's own before others.
    remembered_until
        ``call:ID`` when the first fitting call opens later, ``next_call`` when none is known;
        empty when one is open.
    compared
        How many projects it was compared with, and how many of them by their meaning too.
    without
        What the comparison went without, as ``Library.without`` says.
    time
        When the projects run that decided a verdict of ``complements``, ``partly_done`` or
        ``done``, by the surest of them; ``time_unknown`` where no month says so. None with the
        other verdicts.

    Examples
    --------
    >>> Card("Drones", None, 0, "new", (), (), (), (), (), (), (), "next_call").verdict
    'new'
    """

    text: str
    cell: Cell | None
    in_cell: int
    verdict: Verdict
    hits: tuple[Hit, ...]
    areas: tuple[tuple[str, tuple[str, ...]], ...]
    needs: tuple[Found, ...]
    results: tuple[Found, ...]
    partners: tuple[Partner, ...]
    testbeds: tuple[Found, ...]
    calls: tuple[Fitting, ...]
    remembered_until: str
    compared: tuple[int, int] = (0, 0)
    without: tuple[str, ...] = ()
    time: Time | None = None
