"""Funded projects ranked by likeness to a text: words, concepts and meaning, fused by rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from salkku.domain.periods import Month
from salkku.landscape.known import KnownProject
from salkku.landscape.nearness import Nearness
from salkku.landscape.reading import NAME_COUNTS, read_text, said_otherwise
from salkku.landscape.relations import Reason, Side, relate
from salkku.landscape.shelves import Shelf
from salkku.text import WordIndex, best, fuse

__all__ = ["WEIGHTS", "Hit", "Library", "Query"]

_DEPTH = 200
_SMOOTHING = 5
WEIGHTS = {"words": 0.5, "concepts": 1.0, "labels": 2.0, "meaning": 1.0}
"""What the place in each ranking counts."""
_TELLING = frozenset({"same_name", "shared_concepts", "shared_words"})


@dataclass(frozen=True, slots=True)
class Query:
    """A text to compare with what is funded.

    Parameters
    ----------
    texts
        The text in some languages: ``fi``, ``sv``, ``en``, or empty where nobody said which.
    name
        The project's own name, in the same keys.
    starts, ends
        Its months, where it has any.
    organisations
        Who takes part: a folded name to the name as written.
    key
        Its own key, never its own hit.
    tags
        Words that someone put on it.

    Examples
    --------
    >>> Query({"": "Droonit sairaaloiden välillä"}).starts is None
    True
    """

    texts: Mapping[str, str]
    name: Mapping[str, str] = field(default_factory=dict)
    starts: Month | None = None
    ends: Month | None = None
    organisations: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    tags: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The name and the text in one language each, the first that there is."""
        parts = (next(iter(filter(None, each.values())), "") for each in (self.name, self.texts))
        return " ".join(filter(None, parts))


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
        self._count = sum(each.count for each in shelves)
        self._breadth = self._breadths()

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
    ) -> tuple[Hit, ...]:
        """Find the projects most like a text, in any of three languages.

        Words are compared in their normal forms (BM25), concepts across languages by a
        vocabulary, the concepts' labels in the other languages as words again, meanings by
        vectors; the rankings are fused by reciprocal rank.

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

        Returns
        -------
        tuple of Hit
            The likest first; empty when nothing is like it.

        Examples
        --------
        >>> Library([]).hits(Query({"en": "Drones"}))
        ()
        """
        words, concepts = read_text(query.name, query.texts, query.tags)
        asked = Side(
            words=frozenset(words),
            concepts=frozenset(concepts),
            names=frozenset(" ".join(name.lower().split()) for name in query.name.values()),
            starts=query.starts if query.starts is not None else now,
            ends=query.ends,
            organisations=query.organisations,
        )
        found: list[Hit] = []
        highest = self._highest(within)
        for number, score in self.ranked(query, within=within):
            if len(found) >= limit:
                break
            known, side = self._side(number)
            if known.key == query.key:
                continue
            strength = score / highest
            relation, because = relate(asked, side, weigh=self._index.weight, strength=strength)
            if any(reason.code in _TELLING for reason in because):
                name = next(iter(known.names.values()), "")
                rank = len(found) + 1
                hit = Hit(known.key, known.source, rank, relation, because, name, number)
                found.append(hit)
        return tuple(found)

    def ranked(
        self,
        query: Query,
        weights: Mapping[str, float] = WEIGHTS,
        *,
        within: int | None = None,
    ) -> list[tuple[int, float]]:
        """Rank the projects, the likest first, without asking how they stand to the text.

        Parameters
        ----------
        query
            The text and what is known beside it.
        weights
            Of ``words``, ``concepts``, ``labels`` and ``meaning``; a part without one is left out.
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
        words, concepts = read_text(query.name, query.texts, query.tags)
        rankings: dict[str, list[int]] = {}
        if "words" in weights:
            rankings["words"] = best(self._index.scores(words)[:within], _DEPTH)
        if "concepts" in weights:
            rankings["concepts"] = best(self._by_concepts(concepts)[:within], _DEPTH)
        if "labels" in weights:
            labels = self._index.scores(said_otherwise(concepts))
            rankings["labels"] = best(labels[:within], _DEPTH)
        if "meaning" in weights and self.nearness is not None and within is None:
            rankings["meaning"] = self.nearness.nearest(query.said, _DEPTH)
        weighted = [(weights[name], ranking) for name, ranking in rankings.items()]
        return fuse(weighted, smoothing=_SMOOTHING)

    def _highest(self, within: int | None) -> float:
        """Give the fused score of a project that comes first in every ranking."""
        meant = self.nearness is not None and self.nearness.held and within is None
        counted = sum(weight for name, weight in WEIGHTS.items() if name != "meaning" or meant)
        return counted / (_SMOOTHING + 1)

    def _by_concepts(self, concepts: Mapping[str, int]) -> NDArray[np.float64]:
        """Score by shared concepts, rare ones more, against all that the project speaks of."""
        shared = np.zeros(self._count)
        for each in concepts:
            numbers, counts = self._concepts.occurrences(each)
            shared[numbers] += self._concepts.weight(each) * np.sqrt(
                np.minimum(counts, NAME_COUNTS)
            )
        return shared / self._breadth

    def _breadths(self) -> NDArray[np.float64]:
        breadth = np.zeros(self._count)
        for each in sorted({word for shelf in self.shelves for word in shelf.concepts.words}):
            breadth[self._concepts.occurrences(each)[0]] += self._concepts.weight(each)
        return np.sqrt(breadth + 5.0)

    def _place(self, number: int) -> tuple[Shelf, int]:
        for shelf in self.shelves:
            if number < shelf.count:
                return shelf, number
            number -= shelf.count
        raise IndexError(number)

    def _side(self, number: int) -> tuple[KnownProject, Side]:
        shelf, place = self._place(number)
        known = shelf.known(place)
        return known, Side(
            words=frozenset(shelf.words.of_text(place)),
            concepts=frozenset(shelf.concepts.of_text(place)),
            names=frozenset(" ".join(name.lower().split()) for name in known.names.values()),
            starts=known.starts,
            ends=known.ends,
            organisations=known.organisations,
        )
