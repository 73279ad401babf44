"""Funded projects ranked by likeness to a text: words, concepts and meaning, fused by rank."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from salkku.domain.periods import Month
from salkku.landscape.asking import Asked, Query, ask
from salkku.landscape.bearing import Nearness
from salkku.landscape.known import KnownProject
from salkku.landscape.reading import NAME_COUNTS, said_otherwise
from salkku.landscape.relations import Reason, Side, Time, relate, time_of
from salkku.landscape.settling import settle
from salkku.landscape.shelves import Shelf
from salkku.text import WordIndex, best, fuse, plain_name

__all__ = ["WEIGHTS", "Hit", "Library"]

_DEPTH = 200
_SMOOTHING = 5
_TRUSTED = 5
_KINDRED = 6
WEIGHTS = {
    "words": 0.5,
    "labels": 1.5,
    "concepts": 1.0,
    "meaning": 2.0,
    "kindred": 2.0,
    "again": 1.0,
}
"""What the place in each ranking counts: tuned on the half of the judged texts that is for it."""
_WITHOUT_MEANING = {**WEIGHTS, "concepts": 2.0}
"""Where no meaning is compared, concepts alone join the languages."""
_TELLING = frozenset({"same_name", "shared_concepts", "shared_words"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One funded project that is like the text.

    Parameters
    ----------
    project
        Its key, as ``"cordis:101191725"``.
    source
        Name of its source.
    rank
        Place, from 1.
    relation
        ``duplicate``, ``overlaps``, ``complements``, ``continues`` or ``related``.
    because
        Reasons as codes and values, the telling ones first.
    name
        Its name, as the source writes it.
    number
        Its number in the library that found it; -1 when nobody needs it.

    Examples
    --------
    >>> Hit("cordis:1", "cordis", 1, "related", ()).rank
    1
    """

    project: str
    source: str
    rank: int
    relation: str
    because: tuple[Reason, ...]
    name: str = ""
    number: int = -1

    @property
    def time(self) -> Time:
        """What is known of when it runs, beside the text."""
        return time_of(self.because)


class Library:
    """Funded projects, indexed once for many texts.

    Parameters
    ----------
    shelves
        Shelves of projects; a key occurs once in all of them.
    nearness
        Vectors of the projects' meaning; None compares words and concepts only.
    without
        What the comparison goes without: ``without_analyser`` (of some language),
        ``without_tables`` (nothing was loaded), ``without_meaning`` (no model), ``not_kept``
        (new vectors could not be kept) or ``without_vectors`` (some projects have none yet).

    Attributes
    ----------
    shelves, nearness, without
        As given.

    Examples
    --------
    >>> from salkku.landscape.shelves import shelve
    >>> library = Library([shelve([KnownProject("x:1", "x", {"en": "Drones fly samples"})])])
    >>> [hit.project for hit in library.hits(Query({"fi": "Drooni lentää sairaalaan"}))]
    ['x:1']
    """

    def __init__(
        self,
        shelves: Sequence[Shelf],
        *,
        nearness: Nearness | None = None,
        without: tuple[str, ...] = (),
    ) -> None:
        self.shelves = shelves
        self.without = without
        self._index = WordIndex([each.words for each in shelves])
        self._concepts = WordIndex([each.concepts for each in shelves])
        self.nearness = nearness
        nothing = np.zeros(0, dtype=np.float32)
        self._priors = np.concatenate([nothing, *(each.priors for each in shelves)])
        self._count = sum(each.count for each in shelves)

    @property
    def count(self) -> int:
        """How many projects there are."""
        return self._count

    @property
    def meant(self) -> int:
        """How many projects have a vector of their meaning."""
        return 0 if self.nearness is None else self.nearness.held

    def known(self, number: int) -> KnownProject:
        """Give a project by its number.

        Parameters
        ----------
        number
            Its number over all shelves, from 0.

        Returns
        -------
        KnownProject

        Examples
        --------
        >>> from salkku.landscape.shelves import shelve
        >>> Library([shelve([KnownProject("x:1", "x", {"en": "Drones"})])]).known(0).key
        'x:1'
        """
        shelf, place = self._place(number)
        return shelf.known(place)

    def hits(
        self,
        query: Query,
        *,
        limit: int = 10,
        now: Month | None = None,
        within: int | None = None,
        body: Callable[[str], str] = plain_name,
    ) -> tuple[Hit, ...]:
        """Find the projects most like a text, in any of three languages.

        Words are compared in their normal forms (BM25), concepts across languages by a
        vocabulary, the concepts' labels in the other languages as words again, meanings by
        vectors; then what the likest projects speak of is asked again (pseudo relevance
        feedback: Rocchio 1971). The rankings are fused by reciprocal rank, each project counts as
        its kind does, and scores are settled by those of the nearest projects.

        Parameters
        ----------
        query
            The text and what is known beside it.
        limit
            Most hits.
        now
            The month that a text without a start of its own is thought to begin in.
        within
            Only the first so many projects are hits; the others still tell which words are rare.
        body
            Gives what all names of one organisation share.

        Returns
        -------
        tuple of Hit
            The likest first; empty when nothing is like it.

        Examples
        --------
        >>> Library([]).hits(Query({"en": "Drones"}))
        ()
        """
        asked = self._asked(query, meant=within is None)
        told = _side_of(query, asked, now, body)
        found: list[Hit] = []
        telling = False
        highest = self._highest(asked)
        for number, score in self._ranked(asked, self._weights(asked), within):
            if len(found) >= limit:
                break
            known, side = self._side(number, body)
            if known.key == query.key:
                continue
            near = tuple(code for code in asked.weights if code in side.concepts)
            relation, because = relate(
                told,
                side,
                weigh=self._index.weight,
                strength=score / highest,
                near=near,
                rarity=self._concepts.rarity,
            )
            codes = {reason.code for reason in because}
            telling = telling or not codes.isdisjoint(_TELLING)
            if not codes.isdisjoint((*_TELLING, "near_concepts")):
                name = next(iter(known.names.values()), "")
                rank = len(found) + 1
                hit = Hit(known.key, known.source, rank, relation, because, name, number)
                found.append(hit)
        return tuple(found) if telling else ()

    def ranked(
        self,
        query: Query,
        weights: Mapping[str, float] | None = None,
        *,
        within: int | None = None,
    ) -> list[tuple[int, float]]:
        """Rank the projects, the likest first, without asking how they stand to the text.

        Parameters
        ----------
        query
            The text and what is known beside it.
        weights
            Of ``words``, ``labels``, ``concepts``, ``meaning``, and of asking again: ``kindred``
            (the concepts of the likest projects) and ``again`` (their meaning); a part without
            one is left out. None takes those that hits are found with.
        within
            Only the first so many projects are ranked, and their meaning is not compared.

        Returns
        -------
        list of (int, float)
            Number of the project and its fused score.

        Examples
        --------
        >>> Library([]).ranked(Query({"en": "Drones"}))
        []
        """
        meaning = weights is None or not {"meaning", "again"}.isdisjoint(weights)
        asked = self._asked(query, meant=within is None and meaning)
        return self._ranked(asked, weights or self._weights(asked), within)

    def _ranked(
        self, asked: Asked, weights: Mapping[str, float], within: int | None
    ) -> list[tuple[int, float]]:
        scores: dict[str, Callable[[], NDArray[np.float64]]] = {
            "words": lambda: self._index.scores(asked.words),
            "labels": lambda: self._index.scores(said_otherwise(asked.concepts)),
            "concepts": lambda: self._by_concepts(asked.weights),
        }
        ranked = {
            name: best(score()[:within], _DEPTH)
            for name, score in scores.items()
            if name in weights
        }
        if "meaning" in weights and asked.vector is not None and self.nearness:
            ranked["meaning"] = self.nearness.nearest(asked.vector, _DEPTH)
        if len(ranked) == 1 and len(weights) == 1:
            return _fused(ranked, weights)
        first = self._by_prior(_fused(ranked, weights))
        likest = [number for number, _ in first[:_TRUSTED]]
        if "kindred" in weights and likest:
            kindred = self._by_concepts(self._kindred(likest))
            ranked["kindred"] = best(kindred[:within], _DEPTH)
        if "again" in weights and likest and asked.vector is not None and self.nearness:
            turned = self.nearness.towards(asked.vector, likest, step=1.0)
            ranked["again"] = self.nearness.nearest(turned, _DEPTH)
        found = self._by_prior(_fused(ranked, weights))
        return settle(found, self.nearness.among) if self.nearness and "again" in ranked else found

    def _by_prior(self, ranked: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
        """Let a project count as much as its kind does before any text is known."""
        counted = [(number, score * float(self._priors[number])) for number, score in ranked]
        return sorted(counted, key=lambda pair: (-pair[1], pair[0]))

    def _asked(self, query: Query, *, meant: bool) -> Asked:
        middle = self.nearness.middle if meant and self.nearness and self.nearness.held else None
        return ask(query, middle=middle, weigh=self._concepts.weight)

    def _weights(self, asked: Asked) -> Mapping[str, float]:
        return WEIGHTS if asked.vector is not None else _WITHOUT_MEANING

    def _highest(self, asked: Asked) -> float:
        """Give the fused score of a project that comes first in every ranking."""
        weights, meant = self._weights(asked), asked.vector is not None
        parts = (name for name in weights if meant or name not in ("meaning", "again"))
        return sum(weights[name] for name in parts) / (_SMOOTHING + 1)

    def _by_concepts(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """Score by shared concepts as by words (BM25), each as it matters to what is asked."""
        totals = np.zeros(self._count)
        for concept, weight in weights.items():
            self._concepts.add(totals, concept, weight)
        return totals

    def _kindred(self, numbers: Sequence[int]) -> dict[str, float]:
        """Give the concepts that the likest projects speak of most, as much as they do."""
        told: dict[str, float] = {}
        for rank, number in enumerate(numbers):
            shelf, place = self._place(number)
            for concept, count in shelf.concepts.of_text(place).items():
                often = min(count, NAME_COUNTS) ** 0.5 / (rank + 3)
                told[concept] = told.get(concept, 0.0) + self._concepts.weight(concept) * often
        most = sorted(told, key=lambda each: (-told[each], each))[:_KINDRED]
        return {each: told[each] / told[most[0]] for each in most if told[each] > 0}

    def _place(self, number: int) -> tuple[Shelf, int]:
        for shelf in self.shelves:
            if number < shelf.count:
                return shelf, number
            number -= shelf.count
        raise IndexError(number)

    def _side(self, number: int, body: Callable[[str], str]) -> tuple[KnownProject, Side]:
        shelf, place = self._place(number)
        known = shelf.known(place)
        return known, Side(
            words=frozenset(shelf.words.of_text(place)),
            concepts=frozenset(shelf.concepts.of_text(place)),
            names=frozenset(" ".join(name.lower().split()) for name in known.names.values()),
            starts=known.starts,
            ends=known.ends,
            organisations=_bodies(known.organisations, body),
        )


def _fused(
    ranked: Mapping[str, Sequence[int]], weights: Mapping[str, float]
) -> list[tuple[int, float]]:
    return fuse([(weights[name], row) for name, row in ranked.items()], smoothing=_SMOOTHING)


def _bodies(named: Mapping[str, str], body: Callable[[str], str]) -> dict[str, str]:
    """Give each organisation once, by what all its names share."""
    found: dict[str, str] = {}
    for plain, name in named.items():
        found.setdefault(body(name) or plain, name)
    return found


def _side_of(query: Query, asked: Asked, now: Month | None, body: Callable[[str], str]) -> Side:
    return Side(
        words=frozenset(asked.words),
        concepts=frozenset(asked.concepts),
        names=frozenset(" ".join(name.lower().split()) for name in query.name.values()),
        starts=query.starts if query.starts is not None else now,
        ends=query.ends,
        organisations=_bodies(query.organisations, body),
    )
