"""What a set of projects does to the ecosystem: ties, first-timers, companies, a broker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Cast, Tie
from salkku.domain.proposals import Proposal
from salkku.landscape.effects import Broker, Counts, Ecosystem, Share, State, TieTold
from salkku.landscape.past import Past, past_of
from salkku.text import Resolved, Sector, sector_of

__all__ = ["ecosystem_of"]


def ecosystem_of(
    *,
    agreement: Agreement,
    rows: Collection[str],
    folder: Path | None = None,
    as_of: date | None = None,
    resolved: Resolved | None = None,
) -> Ecosystem:
    """Count what some rows do to the ecosystem.

    A tie is two organisations that carry a project out together; it counts once however many of
    the rows make it. Whom a project only serves (see ``REACHED_ROLES``) has no ties by it, but is
    counted among first-timers and companies.

    Parameters
    ----------
    agreement
        The agreement.
    rows
        Ids of the chosen rows.
    folder
        The folder that open data was loaded into; None reads the agreement's own files only.
    as_of
        The day whose past counts; see :func:`salkku.landscape.past.past_of`.
    resolved
        What linkage says of loaded names; None where it has not been run.

    Returns
    -------
    Ecosystem

    Examples
    --------
    >>> ecosystem_of(agreement=Agreement("a", {}, None, (), (), (), (), ()), rows=()).counts.ties
    0
    """
    past = past_of(agreement=agreement, folder=folder, as_of=as_of, resolved=resolved)
    chosen = [row for row in agreement.proposals if row.id in rows]
    world = _World.of(agreement, past)
    running = frozenset(row.id for row in chosen if row.status == "running")
    decided = [row.id for row in chosen if row.fixed]
    ids = [row.id for row in chosen]
    told = world.told(ids, running)
    counts = world.counts(ids, running)
    made = world.made(ids)
    held = Counter(body for id in ids for body in past.casts[id].everyone)
    family = {row.level_of or row.id for row in chosen}
    outside = [
        row
        for row in agreement.proposals
        if row.competes and (row.level_of or row.id) not in family
    ]
    shares, additions = (
        tuple(world.share(row, made, held, running, inside=inside) for row in some)
        for some, inside in ((chosen, True), (outside, False))
    )
    return Ecosystem(
        counts,
        world.counts(decided, running),
        told,
        tuple(sorted(world.newcomers(ids))),
        shares,
        additions,
        past.unmatched,
        tuple(id for id in ids if not past.casts[id].everyone),
        past.loaded,
        past.way,
    )


@dataclass(frozen=True, slots=True)
class _World:
    """What is known of the bodies, and their past."""

    casts: Mapping[str, Cast]
    city: Mapping[str, str]
    sector: Mapping[str, Sector]
    past: Past
    before: Mapping[Tie, tuple[str, ...]]
    ours: Mapping[Tie, tuple[str, ...]]
    known: frozenset[str]

    @classmethod
    def of(cls, agreement: Agreement, past: Past) -> _World:
        city: dict[str, str] = {}
        sector: dict[str, Sector] = {}
        for one in agreement.organisations:
            body = past.bodies[one.id]
            city[body] = city.get(body) or one.city.strip().lower()
            if sector.get(body, "other") == "other":
                sector[body] = sector_of(one.kind)
        for part in agreement.participations:
            body = past.bodies.get(part.organisation, part.organisation)
            city[body] = city.get(body) or part.city.strip().lower()
        return cls(past.casts, city, sector, past, past.ties, past.our_ties, past.known)

    def made(self, ids: Iterable[str]) -> dict[Tie, list[str]]:
        """Give the ties of some rows, each with the rows that make it."""
        found: dict[Tie, list[str]] = {}
        for id in ids:
            for tie in self.casts[id].ties:
                found.setdefault(tie, []).append(id)
        return found

    def told(self, ids: list[str], running: frozenset[str]) -> tuple[TieTold, ...]:
        made = self.made(ids)
        found = [
            TieTold(*tie, self.state(tie, makers, running), tuple(makers), self.before.get(tie, ()))
            for tie, makers in made.items()
        ]
        found += [
            TieTold(*tie, "dropped", (), self.before.get(tie, ()), self.past.ends_of(keys))
            for tie, keys in self.ours.items()
            if tie not in made
        ]
        return tuple(sorted(found, key=lambda one: (one.left, one.right)))

    def state(self, tie: Tie, makers: list[str], running: frozenset[str]) -> State:
        if running.issuperset(makers):
            return "kept"
        return "renewed" if tie in self.before else "new"

    def newcomers(self, ids: Iterable[str]) -> set[str]:
        return {body for id in ids for body in self.casts[id].everyone} - self.known

    def companies(self, id: str) -> set[str]:
        return {body for body in self.casts[id].everyone if self.sector.get(body) == "company"}

    def counts(self, ids: list[str], running: frozenset[str]) -> Counts:
        made = self.made(ids)
        states = Counter(self.state(tie, makers, running) for tie, makers in made.items())
        crossing = Counter(self.crosses(tie) for tie in made)
        kinds = Counter(self.kinds(tie) for tie in made)
        companies = [self.companies(id) for id in ids]
        return Counts(
            organisations=len({body for id in ids for body in self.casts[id].everyone}),
            ties=len(made),
            new=states["new"],
            renewed=states["renewed"],
            kept=states["kept"],
            dropped=sum(tie not in made for tie in self.ours),
            cross_city=crossing[True],
            city_unknown=crossing[None],
            kinds=tuple((*pair, count) for pair, count in sorted(kinds.items())),
            first_timers=len(self.newcomers(ids)),
            companies=len(set().union(*companies)),
            company_mentions=sum(map(len, companies)),
            broker=_broker(made),
        )

    def share(
        self,
        row: Proposal,
        made: Mapping[Tie, list[str]],
        held: Mapping[str, int],
        running: frozenset[str],
        *,
        inside: bool,
    ) -> Share:
        """Give what only this row has, of a set with it."""
        cast = self.casts[row.id]
        others = {tie: [one for one in made.get(tie, ()) if one != row.id] for tie in cast.ties}
        mine = [tie for tie, rest in others.items() if not rest]
        alone = {body for body in cast.everyone if held.get(body, 0) == inside}
        new = 0
        for tie, rest in others.items():
            if self.state(tie, [*rest, row.id], running) == "new":
                new += not rest or self.state(tie, rest, running) != "new"
        return Share(
            row=row.id,
            decided=row.fixed,
            ties=len(mine),
            new=new,
            cross_city=sum(self.crosses(tie) is True for tie in mine),
            first_timers=len(alone - self.known),
            companies=len(alone & self.companies(row.id)),
            own_ties=len(cast.ties),
            own_companies=len(self.companies(row.id)),
        )

    def crosses(self, tie: Tie) -> bool | None:
        """Whether a tie is between cities; None when nobody says where an end is."""
        left, right = (self.city.get(body, "") for body in tie)
        return left != right if left and right else None

    def kinds(self, tie: Tie) -> tuple[Sector, Sector]:
        left, right = sorted(self.sector.get(body, "other") for body in tie)
        return left, right


def _broker(ties: Collection[Tie]) -> Broker:
    degrees = Counter(body for tie in ties for body in tie)
    if not degrees:
        return Broker()
    body = min(degrees, key=lambda one: (-degrees[one], one))
    rest = [tie for tie in ties if body not in tie]
    bodies = set(degrees)
    return Broker(body, degrees[body], _groups(bodies, ties), _groups(bodies - {body}, rest))


def _groups(bodies: Collection[str], ties: Iterable[Tie]) -> int:
    """Count the groups that ties hold together."""
    above = {body: body for body in bodies}

    def root(body: str) -> str:
        while above[body] != body:
            above[body] = above[above[body]]
            body = above[body]
        return body

    for left, right in ties:
        above[root(left)] = root(right)
    return sum(above[body] == body for body in bodies)
