"""(S) Counts of what projects make together: ties, first-timers, companies, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Cast, Tie, casts_of
from salkku.domain.problem import COUNTS, Union
from salkku.domain.proposals import Proposal
from salkku.domain.terms import Counted

if TYPE_CHECKING:
    from salkku.text import Register

__all__ = ["Made", "among", "made_by"]

Things = Mapping[Any, list[int]]
"""What is counted, each with the items that make it."""


@dataclass(frozen=True, slots=True)
class Made:
    """What items make together, as unions of them.

    Parameters
    ----------
    counts
        By the names of ``COUNTS``; empty where nobody is said to take part.
    ties_of
        Ties that each body is in, by body.
    """

    counts: Mapping[str, tuple[Union, ...]] = field(default_factory=dict)
    ties_of: Mapping[str, tuple[Union, ...]] = field(default_factory=dict)


def made_by(agreement: Agreement, rows: Sequence[Proposal]) -> Made:
    """Give what items make together: things with just the same items are one union, weighed.

    What was before is known from the agreement's own files only, whatever was loaded, so that
    an answer depends on nothing else. An agreement without participations has no counts.

    Parameters
    ----------
    rows
        The n items.

    Notes
    -----
    A portfolio's count is ``sum over unions of weight × max over its items of x``: a coverage
    function, monotone and submodular.
    """
    if not agreement.participations:
        return Made()
    from salkku.text import Register

    register = Register.of(agreement.organisations, agreement.rulings)
    casts = casts_of(agreement.proposals, agreement.participations, register.bodies)
    past = _Past.of(agreement, casts, register)
    city, sector = _cities(agreement, register.bodies), _sectors(agreement, register.bodies)
    made: dict[Tie, list[int]] = defaultdict(list)
    has: dict[str, list[int]] = defaultdict(list)
    for item, row in enumerate(rows):
        for tie in casts[row.id].ties:
            made[tie].append(item)
        for body in casts[row.id].everyone:
            has[body].append(item)
    beginning = {item for item, row in enumerate(rows) if row.status != "running"}
    counted: dict[Counted, Things] = {
        "ties": made,
        "new_ties": {tie: js for tie, js in made.items() if tie not in past.ties},
        "renewed_ties": {
            tie: again
            for tie, js in made.items()
            if tie in past.ties and (again := [j for j in js if j in beginning])
        },
        "continued_ties": {tie: js for tie, js in made.items() if tie in past.ours},
        "cross_city": {tie: js for tie, js in made.items() if _crosses(tie, city)},
        "cross_sector": {tie: js for tie, js in made.items() if _crosses(tie, sector)},
        "first_timers": {body: js for body, js in has.items() if body not in past.known},
        "unique_companies": {body: js for body, js in has.items() if sector.get(body) == "company"},
    }
    at: dict[str, dict[Tie, list[int]]] = defaultdict(dict)
    for tie, items in made.items():
        for body in tie:
            at[body][tie] = items
    return Made(
        {name: _grouped(counted[name]) for name in COUNTS},
        {body: _grouped(at[body]) for body in sorted(at)},
    )


def among(unions: Iterable[Union], members: Collection[int]) -> tuple[Union, ...]:
    """Give what some items make of unions: others that make the same thing do not count.

    Examples
    --------
    >>> among([Union((0, 1), 2), Union((1, 4), 1), Union((4,), 5)], {0, 1})
    (Union(items=(0, 1), weight=2), Union(items=(1,), weight=1))
    """
    weights: dict[tuple[int, ...], int] = defaultdict(int)
    for union in unions:
        mine = tuple(item for item in union.items if item in members)
        if mine:
            weights[mine] += union.weight
    return tuple(Union(mine, weights[mine]) for mine in sorted(weights))


@dataclass(frozen=True, slots=True)
class _Past:
    """Ties and bodies of what runs, has ended or is in projects.csv; ``ours`` leaves neighbours."""

    ties: set[Tie]
    ours: set[Tie]
    known: set[str]

    @classmethod
    def of(cls, agreement: Agreement, casts: Mapping[str, Cast], register: Register) -> _Past:
        mine = [casts[row.id] for row in agreement.proposals if row.status in ("running", "ended")]
        others: list[Cast] = []
        for project in agreement.projects:
            told = map(register.ours, (project.lead, *project.partners))
            cast = Cast(frozenset(body for body in told if body is not None))
            (others if project.scope == "neighbour" else mine).append(cast)
        ours = {tie for cast in mine for tie in cast.ties}
        known = {body for cast in (*mine, *others) for body in cast.everyone}
        return cls(ours.union(*(cast.ties for cast in others)), ours, known)


def _cities(agreement: Agreement, bodies: Mapping[str, str]) -> dict[str, str]:
    """Give each body's city: its own, else the first that a participation gives."""
    city: dict[str, str] = {}
    for one in agreement.organisations:
        city[bodies[one.id]] = city.get(bodies[one.id]) or one.city.strip().lower()
    for part in agreement.participations:
        body = bodies.get(part.organisation, part.organisation)
        city[body] = city.get(body) or part.city.strip().lower()
    return city


def _sectors(agreement: Agreement, bodies: Mapping[str, str]) -> dict[str, str]:
    """Give the sector of each body of which one is known."""
    from salkku.text import sector_of

    sector: dict[str, str] = {}
    for one in agreement.organisations:
        body = bodies[one.id]
        if sector_of(one.kind) != "other":
            sector.setdefault(body, sector_of(one.kind))
    return sector


def _crosses(tie: Tie, side: Mapping[str, str]) -> bool:
    """Whether both ends are known to be on a side, and on different ones."""
    left, right = (side.get(body, "") for body in tie)
    return bool(left and right and left != right)


def _grouped(things: Things) -> tuple[Union, ...]:
    """Make one union of the things that the same items have, in the order of the items."""
    weights: dict[tuple[int, ...], int] = defaultdict(int)
    for members in things.values():
        weights[tuple(sorted(members))] += 1
    return tuple(Union(members, weights[members]) for members in sorted(weights))
