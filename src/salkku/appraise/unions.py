"""(S) Counts of what projects make together: ties, first-timers, companies, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from salkku.appraise.constraints import Items
from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Cast, Tie, casts_of
from salkku.domain.problem import COUNTS, Union

if TYPE_CHECKING:
    from salkku.text import Register

__all__ = ["unions_of"]


def unions_of(agreement: Agreement, items: Items) -> dict[str, tuple[Union, ...]]:
    """Give each count as unions of items: things with just the same items are one, weighed.

    What was before is known from the agreement's own files only, whatever was loaded, so that
    an answer depends on nothing else. An agreement without participations has no counts.

    Notes
    -----
    A portfolio's count is ``sum over unions of weight × max over its items of x``: a coverage
    function, monotone and submodular.
    """
    if not agreement.participations:
        return {}
    from salkku.text import Register

    register = Register.of(agreement.organisations, agreement.rulings)
    bodies = register.bodies
    casts = casts_of(agreement.proposals, agreement.participations, bodies)
    ties, known = _before(agreement, casts, register)
    city, companies = _cities(agreement, bodies), _companies(agreement, bodies)
    made: dict[Tie, list[int]] = defaultdict(list)
    has: dict[str, list[int]] = defaultdict(list)
    for item, row in enumerate(items.ids):
        for tie in casts[row].ties:
            made[tie].append(item)
        for body in casts[row].everyone:
            has[body].append(item)
    fresh = {tie: js for tie, js in made.items() if tie not in ties}
    counted: tuple[Mapping[Any, list[int]], ...] = (
        made,
        fresh,
        {tie: js for tie, js in made.items() if _crosses(tie, city)},
        {body: js for body, js in has.items() if body not in known},
        {body: js for body, js in has.items() if body in companies},
    )
    return {name: _grouped(things) for name, things in zip(COUNTS, counted, strict=True)}


def _before(
    agreement: Agreement, casts: Mapping[str, Cast], register: Register
) -> tuple[set[Tie], set[str]]:
    """Give the ties and bodies of projects.csv and of rows that run or have ended."""
    seen = [casts[row.id] for row in agreement.proposals if row.status in ("running", "ended")]
    for project in agreement.projects:
        told = map(register.ours, (project.lead, *project.partners))
        seen.append(Cast(frozenset(body for body in told if body is not None)))
    ties = {tie for cast in seen for tie in cast.ties}
    return ties, {body for cast in seen for body in cast.everyone}


def _cities(agreement: Agreement, bodies: Mapping[str, str]) -> dict[str, str]:
    """Give each body's city: its own, else the first that a participation gives."""
    city: dict[str, str] = {}
    for one in agreement.organisations:
        city[bodies[one.id]] = city.get(bodies[one.id]) or one.city.strip().lower()
    for part in agreement.participations:
        body = bodies.get(part.organisation, part.organisation)
        city[body] = city.get(body) or part.city.strip().lower()
    return city


def _companies(agreement: Agreement, bodies: Mapping[str, str]) -> set[str]:
    from salkku.text import sector_of

    sector: dict[str, str] = {}
    for one in agreement.organisations:
        body = bodies[one.id]
        if sector.get(body, "other") == "other":
            sector[body] = sector_of(one.kind)
    return {body for body, of in sector.items() if of == "company"}


def _crosses(tie: Tie, city: Mapping[str, str]) -> bool:
    left, right = (city.get(body, "") for body in tie)
    return bool(left and right and left != right)


def _grouped(things: Mapping[Any, list[int]]) -> tuple[Union, ...]:
    """Make one union of the things that the same items have, in the order of the items."""
    weights: dict[tuple[int, ...], int] = defaultdict(int)
    for members in things.values():
        weights[tuple(sorted(members))] += 1
    return tuple(Union(members, weights[members]) for members in sorted(weights))
