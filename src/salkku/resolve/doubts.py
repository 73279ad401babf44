"""The pairs of names most worth a person's look: doubtful, and much rides on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from salkku.domain.ecosystem import country_code, written_name
from salkku.resolve.carried import Carried
from salkku.resolve.clusters import Bodies
from salkku.resolve.evidence import Mention
from salkku.resolve.settling import Settled
from salkku.resolve.why import Evidence, compare

__all__ = ["Doubt", "Ranked", "ranked"]

NARROW = 4.0
"""How many bits over the threshold a join may be and still be worth a look."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names that may be one organisation.

    Parameters
    ----------
    left, right
        The two names, each as a mention that most rides on.
    joined
        Whether they are one now.
    weight
        What evidence says of them, in bits over the threshold; negative under it.
    parts, cents
        Participations and money that a ruling against the present state would move.
    worth
        What the queue is ordered by: doubt × the share of everything that would move.
    because
        What speaks for one body and for two.

    Examples
    --------
    >>> Doubt(Mention("A"), Mention("B"), False, -1.0, 2, 0, 0.1, ()).joined
    False
    """

    left: Mention
    right: Mention
    joined: bool
    weight: float
    parts: int
    cents: int
    worth: float
    because: tuple[Evidence, ...]


class Ranked:
    """What is worth a ruling, the worthiest first; a pair is weighed in words when it is asked for.

    Parameters
    ----------
    pairs
        The pairs in their order.
    load
        What rides on them, and which mention speaks for each.

    Examples
    --------
    >>> from salkku.resolve.scoring import Scored
    >>> from salkku.resolve.settling import settle
    >>> len(ranked(settled=settle(scored=Scored((), (), 0, ()), rulings=()), riding={}))
    0
    """

    def __init__(self, pairs: Sequence[_Pair], load: _Load) -> None:
        self._pairs, self._load = pairs, load

    def __len__(self) -> int:
        return len(self._pairs)

    def first(self, limit: int | None) -> tuple[Doubt, ...]:
        """Give the worthiest with their reasons, at most so many; all when None."""
        return tuple(_explained(pair, self._load) for pair in self._pairs[:limit])


def ranked(*, settled: Settled, riding: Mapping[Mention, Carried]) -> Ranked:
    """Rank what is worth a ruling, the worthiest first; what is ruled is not asked again.

    A pair's doubt is 1 ÷ (1 + bits from the threshold); a pair over it whose groups were not
    joined, because most of their names disagree, is in full doubt. What would move is the
    smaller side's share of all participations and of all money, the mean of the two.

    Parameters
    ----------
    settled
        Who is one now, compared well below the threshold too.
    riding
        What rides on each mention; every mention counts as one participation besides.

    Returns
    -------
    Ranked

    Examples
    --------
    >>> from salkku.resolve.scoring import Scored
    >>> from salkku.resolve.settling import settle
    >>> found = settle(scored=Scored((), (), 0, ()), rulings=())
    >>> ranked(settled=found, riding={}).first(10)
    ()
    """
    load = _Load(settled, riding)
    found = sorted(
        (*_apart(settled, load), *_joined(settled, load)),
        key=lambda pair: (-pair.worth, load.said(pair.left), load.said(pair.right)),
    )
    return Ranked(found, load)


@dataclass(frozen=True, slots=True)
class _Pair:
    left: int
    right: int
    joined: bool
    weight: float
    parts: int
    cents: int
    worth: float


class _Load:
    """What rides on rows, and which mention speaks for each."""

    def __init__(self, settled: Settled, riding: Mapping[Mention, Carried]) -> None:
        parted = settled.parted
        self.parts, self.cents = [0] * parted.size, [0] * parted.size
        best: dict[int, tuple[int, int, Mention]] = {}
        for mention, own in zip(parted.mentions, parted.places, strict=True):
            held = riding.get(mention, Carried())
            self.parts[own[0]] += held.parts + 1
            self.cents[own[0]] += held.cents
            for place, (name, row) in enumerate(
                zip((mention.name, *mention.aliases), own, strict=True)
            ):
                told = Mention(
                    name, mention.city, mention.country, mention.pic, mention.business_id
                )
                rank = (-held.parts if not place else 1, place)
                if row not in best or (*rank, repr(told)) < (*best[row][:2], repr(best[row][2])):
                    best[row] = (*rank, told)
        self.mentions = {row: told for row, (_, _, told) in best.items()}
        self.all_parts, self.all_cents = max(1, sum(self.parts)), sum(self.cents)

    def said(self, row: int) -> str:
        """Give what a row says, to order by."""
        return repr(self.mentions[row])

    def same_name(self, left: int, right: int) -> bool:
        """Say whether no ruling on names can tell two rows apart."""
        one, other = self.mentions[left], self.mentions[right]
        return (written_name(one.name), country_code(one.country)) == (
            written_name(other.name),
            country_code(other.country),
        )

    def pair(
        self, rows: tuple[int, int], sides: Sequence[tuple[int, int]], *, joined: bool, over: float
    ) -> _Pair:
        parts, cents = (min(side[kind] for side in sides) for kind in (0, 1))
        share = parts / self.all_parts
        if self.all_cents:
            share = (share + cents / self.all_cents) / 2
        odd = not joined and over >= 0
        doubt = 1.0 if odd else 1 / (1 + abs(over))
        return _Pair(*rows, joined, over, parts, cents, doubt * share)


def _apart(settled: Settled, load: _Load) -> Iterator[_Pair]:
    """Give for every two bodies that are alike, and not ruled apart, their likeliest names."""
    bodies = settled.bodies
    held: dict[int, list[int]] = {}
    for row in range(settled.parted.size):
        both = held.setdefault(bodies.root(row), [0, 0])
        both[0] += load.parts[row]
        both[1] += load.cents[row]
    seen: set[tuple[int, int]] = set()
    for left, right, weight in settled.likely:
        roots = (bodies.root(left), bodies.root(right))
        key = (min(roots), max(roots))
        if roots[0] == roots[1] or key in seen or bodies.opposed(left, right):
            continue
        if load.same_name(left, right):
            continue
        seen.add(key)
        sides = [(held[root][0], held[root][1]) for root in roots]
        yield load.pair((left, right), sides, joined=False, over=weight - settled.least)


def _joined(settled: Settled, load: _Load) -> Iterator[_Pair]:
    """Give the narrow joins within bodies: what each brought together, the surer ones first."""
    bodies = Bodies(settled.parted.size)
    parts, cents = list(load.parts), list(load.cents)

    def join(left: int, right: int) -> None:
        one, other = sorted((bodies.root(left), bodies.root(right)))
        if one != other:
            bodies.join(one, other)
            parts[one] += parts[other]
            cents[one] += cents[other]

    for left, right, _ in settled.firm:
        if settled.bodies.root(left) == settled.bodies.root(right):
            join(left, right)
    for left, right, weight in settled.likely:
        one, other = bodies.root(left), bodies.root(right)
        if one == other or settled.bodies.root(left) != settled.bodies.root(right):
            continue
        over = weight - settled.least
        sides = [(parts[one], cents[one]), (parts[other], cents[other])]
        join(left, right)
        if over <= NARROW and not load.same_name(left, right):
            yield load.pair((left, right), sides, joined=True, over=over)


def _explained(pair: _Pair, load: _Load) -> Doubt:
    left, right = load.mentions[pair.left], load.mentions[pair.right]
    return Doubt(
        left=left,
        right=right,
        joined=pair.joined,
        weight=pair.weight,
        parts=pair.parts,
        cents=pair.cents,
        worth=pair.worth,
        because=compare(left=left, right=right),
    )
