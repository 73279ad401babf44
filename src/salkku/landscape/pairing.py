"""Likely overlaps and synergies inside the portfolio, proposed with their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Cast, bodies_of, casts_of
from salkku.domain.proposals import Proposal
from salkku.landscape.asking import Query
from salkku.landscape.known import KnownProject, known_in_agreement
from salkku.landscape.library import Library
from salkku.landscape.relations import Reason, of_the_work
from salkku.landscape.shelves import shelve
from salkku.text import plain_name, sector_of

__all__ = ["LikelyPair", "likely_pairs"]

MUCH = 3
"""Hits of one row that are looked at: what comes later is like everything."""

WEIGHTS = {
    "duplicate": 6, "overlaps": 4, "complements": 2, "shared_reach": 5, "shared_needs": 3,
    "result_for_need": 4, "develops_for": 4, "shared_testbeds": 2,
}  # fmt: skip
"""What each piece of evidence weighs in the order of the list."""

OVERLAPS = frozenset({"duplicate", "overlaps", "shared_reach", "shared_needs", "shared_testbeds"})


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two competing rows that may be worth more, or less, together than apart.

    Parameters
    ----------
    kind
        As in relations.csv; how much, and on which criterion, is for a person to say.
    source, target
        Ids of base rows; of a synergy the source gives to the target where the evidence says so.
    because
        Evidence of this kind first, then what the texts share.
    strength
        Weights of the evidence, summed: the order of the list.

    Examples
    --------
    >>> LikelyPair("overlap", "01", "02", (), 4).kind
    'overlap'
    """

    kind: Literal["overlap", "synergy"]
    source: str
    target: str
    because: tuple[Reason, ...]
    strength: int


def likely_pairs(*, agreement: Agreement) -> tuple[LikelyPair, ...]:
    """Propose overlaps and synergies of competing rows, the strongest evidence first.

    Two rows overlap when their texts are those of duplicates or overlapping projects, each among
    the few most like the other and the cities themselves no evidence, when they
    answer the same need, reach the same companies or use the same test environment. They have
    synergy when their texts complement each other, when a result of one answers a need of the
    other that it does not answer itself, or when one develops a test environment that the other
    uses. One pair may be both. A pair that relations.csv has in any kind is left out.

    Parameters
    ----------
    agreement
        The agreement.

    Returns
    -------
    tuple of LikelyPair

    Examples
    --------
    >>> likely_pairs(agreement=Agreement("a", {}, None, (), (), (), (), ()))
    ()
    """
    rows = [row for row in agreement.proposals if row.competes and not row.level_of]
    base = {row.id: row.level_of or row.id for row in agreement.proposals}
    told = {
        frozenset((base.get(one.source, one.source), base.get(one.target, one.target)))
        for one in agreement.relations
    }
    alike = _alike(agreement, rows)
    evidence = _Evidence.of(agreement)
    found: list[LikelyPair] = []
    for left, right in combinations(rows, 2):
        if frozenset((left.id, right.id)) in told:
            continue
        given = [*evidence.between(left, right)]
        hit, back = alike.get((left.id, right.id)), alike.get((right.id, left.id))
        if hit is not None and back is not None and hit[0] in WEIGHTS:
            given.append((hit[0], left.id, right.id, Reason(hit[0])))
        found += _pairs(given, hit[1] if hit else ())
    order = {row.id: place for place, row in enumerate(rows)}
    return tuple(
        sorted(found, key=lambda one: (-one.strength, order[one.source], order[one.target]))
    )


_Given = tuple[str, str, str, Reason]


def _pairs(given: list[_Given], texts: tuple[Reason, ...]) -> Iterator[LikelyPair]:
    """Make one pair of each kind that the evidence of two rows speaks for."""
    kinds: tuple[Literal["overlap", "synergy"], ...] = ("overlap", "synergy")
    for kind in kinds:
        mine = [one for one in given if (one[0] in OVERLAPS) is (kind == "overlap")]
        if mine:
            own = [one[3] for one in mine if one[3].values]
            strength = sum(WEIGHTS[one[0]] for one in mine)
            yield LikelyPair(kind, mine[0][1], mine[0][2], (*own, *texts), strength)


def _alike(
    agreement: Agreement, rows: list[Proposal]
) -> dict[tuple[str, str], tuple[str, tuple[Reason, ...]]]:
    """Name the relation of each row's text to the rows most like it."""
    known = [_known(agreement, row) for row in rows]
    library = Library([shelve(known), shelve(known_in_agreement(projects=agreement.projects))])
    found = {}
    for one in known:
        query = Query(
            one.texts, one.names, one.starts, one.ends, one.organisations, one.key, one.tags
        )
        for hit in library.hits(query, limit=MUCH, within=len(known)):
            source, target = one.key.split(":", 1)[1], hit.project.split(":", 1)[1]
            found[source, target] = (hit.relation, of_the_work(hit.because))
    return found


def _known(agreement: Agreement, row: Proposal) -> KnownProject:
    names = {one.id: one.name for one in agreement.organisations if sector_of(one.kind) != "city"}
    partners = [
        names[one.organisation]
        for one in agreement.participations
        if one.proposal == row.id and one.organisation in names
    ]
    ends = row.start + row.duration_months - 1 if row.start and row.duration_months else None
    return KnownProject(
        f"rows:{row.id}",
        "rows",
        dict(row.name),
        dict(row.summary),
        starts=row.start,
        ends=ends,
        organisations={plain_name(name): name for name in partners if name},
        tags=row.tags,
    )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the tables say of two rows."""

    casts: Mapping[str, Cast]
    answers: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, agreement: Agreement) -> _Evidence:
        bodies = bodies_of(agreement.organisations, agreement.rulings)
        answers: dict[str, set[str]] = {}
        for result in agreement.results:
            if result.need:
                answers.setdefault(result.proposal, set()).add(result.need)
        return cls(
            casts_of(agreement.proposals, agreement.participations, bodies),
            {row: frozenset(needs) for row, needs in answers.items()},
        )

    def between(self, left: Proposal, right: Proposal) -> Iterator[_Given]:
        """Yield each piece of evidence with the row that gives and the row that gets."""
        both = (left.id, right.id)
        needs = sorted({*left.needs} & {*right.needs})
        if needs:
            yield "shared_needs", *both, Reason("shared_needs", tuple(needs))
        reached = self.casts[left.id].reached & self.casts[right.id].reached
        if reached:
            yield "shared_reach", *both, Reason("shared_reach", (str(len(reached)),))
        shared = sorted(_ids(left.testbeds) & _ids(right.testbeds))
        if shared:
            yield "shared_testbeds", *both, Reason("shared_testbeds", tuple(shared))
        for one, other in ((left, right), (right, left)):
            made = self.answers.get(one.id, frozenset()) & {*other.needs}
            made -= {*one.needs} | self.answers.get(other.id, frozenset())
            if made:
                reason = Reason("result_for_need", (one.id, *sorted(made)))
                yield "result_for_need", one.id, other.id, reason
            ready = sorted(_ids(one.develops) & _ids(other.testbeds))
            if ready:
                reason = Reason("develops_for", (one.id, *ready))
                yield "develops_for", one.id, other.id, reason


def _ids(slots: tuple[tuple[str, int], ...]) -> set[str]:
    return {id for id, _ in slots}
